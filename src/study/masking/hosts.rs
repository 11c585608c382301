//! Tells a host in the internet from other words with dots: "example.org", but not "node.js",
//! "e.g." and "P01.txt".

/// Endings of hosts that are no words and no endings of files.
const ENDINGS: &str = "\
com org net edu gov mil info biz mobi app dev xyz online site website blog store shop io ai tv eu \
cloud tech club agency studio email software swiss gmbh berlin hamburg koeln wien bayern london \
paris tokyo nyc museum coop ac ad ae af ag ao ar aw ax az ba bb bd bf bg bh bi bj bm bn bo br bs \
bt bw bz ca cd cf cg ch ci ck cl cm cn co cr cu cv cw cy cz de dj dk dm dz ec ee eg fi fj fk fm \
fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gt gu gw gy hk hn hr ht hu ie iq ir je jm jo jp ke \
kg kh ki km kn kp kr kw ky kz lb lc li lk lr ls lt lu lv ly mc mg mh mk mn mp mq mr mu mv mw mx \
mz nc nf ng ni nl np nr nz om pa pe pf pg ph pk pl pr pt pw qa ro ru rw sa sb sc sd sg sk sl sm \
sn sr st su sv sy sz tc td tg th tj tk tl tm tn tr tt tw tz ua ug uk uy uz va vc ve vg vi vn vu \
wf ws ye yt za zm zw рф укр 中国 公司 网络";

/// Endings that are words in some language, or end the names of files: with a path behind them, or
/// two more labels before.
const DOUBTFUL: &str = "\
al am an as at au be by cc do er es et id il im in is it la ma md me ml mo mt my na ne no nu page \
pm pro ps py re rs se sh si so team to us link live life name news one today work works world \
social media space fun art design zone";

/// Hosts that are what a product is called.
const PRODUCTS: [&str; 24] = [
    "ado.net",
    "amazon.ca",
    "amazon.com",
    "amazon.de",
    "archive.org",
    "asp.net",
    "booking.com",
    "change.org",
    "crates.io",
    "docs.rs",
    "draw.io",
    "fireflies.ai",
    "hotels.com",
    "java.io",
    "java.net",
    "last.fm",
    "make.com",
    "monday.com",
    "openai.com",
    "otter.ai",
    "salesforce.com",
    "socket.io",
    "system.io",
    "vb.net",
];

fn is_one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// True if hosts end with a label that is not also a word.
pub(super) fn is_ending(label: &str) -> bool {
    is_one_of(ENDINGS, &label.to_lowercase())
}

/// True if hosts end with a label, even if it is also a word.
pub(super) fn is_any_ending(label: &str) -> bool {
    is_ending(label) || is_one_of(DOUBTFUL, &label.to_lowercase())
}

/// True if words with dots between them are a host; `path` if a path follows them.
pub(super) fn is_host(host: &str, path: bool) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let (Some(ending), Some(own)) =
        (labels.last(), labels.len().checked_sub(2).map(|at| labels[at]))
    else {
        return false;
    };
    // A sentence whose period no space follows goes on with a capital letter.
    let in_one_case = !ending.contains(char::is_uppercase) || !host.contains(char::is_lowercase);
    // Digits with an ending are amounts or files, but sites such as 163.com exist.
    let number = own.bytes().all(|byte| byte.is_ascii_digit())
        && !matches!(*ending, "com" | "net" | "org" | "cn");
    let known = is_ending(ending) || (is_any_ending(ending) && (path || labels.len() > 2));
    let product = !path && PRODUCTS.contains(&host.to_lowercase().as_str());
    in_one_case && !number && known && !product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_words_with_dots() {
        for host in [
            "example.org",
            "EXAMPLE.ORG",
            "jane-doe.de",
            "shop.example.co.uk",
            "blog.jane.it",
            "163.com",
            "müller.de",
        ] {
            assert!(is_host(host, false), "{host}");
        }
        for host in ["t.me", "linkedin.com", "youtu.be", "booking.com"] {
            assert!(is_host(host, true), "{host}");
        }
        for host in [
            "node.js",
            "e.g",
            "i.e",
            "z.B",
            "Inc.Next",
            "P01.txt",
            "1.2",
            "well.It",
            "done.so",
            "main.rs",
            "is.na",
            "B.Sc",
            "12.ch",
            "asp.net",
            "Booking.com",
            "ASP.NET",
            "README.md",
            "org",
        ] {
            assert!(!is_host(host, false), "{host}");
        }
    }
}
