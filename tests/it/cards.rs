//! Cards: a persona on one sheet, in the same words on the page, as Markdown and drawn for slides.

use persona_synthesis::personas::{Claim, Direction};
use persona_synthesis::render::{self, Density, Pages};
use persona_synthesis::{Manifest, PersonaSet};

use crate::support::{Stages, clinic, interviews, synthesize};

/// The file of this name.
fn file(personas: &PersonaSet, name: &str) -> String {
    let files = render::files_of_personas(personas);
    let file = files.iter().find(|file| file.name == name);
    file.unwrap_or_else(|| panic!("no file {name}")).text().unwrap().to_owned()
}

/// The card of a persona on the page.
fn card<'a>(html: &'a str, id: &str) -> &'a str {
    let begin = html.find(&format!("id=\"page-{id}\"")).unwrap_or_else(|| panic!("no card {id}"));
    let end = html[begin..].find("</article>").unwrap();
    &html[begin..begin + end]
}

/// Text of markup: tags go, entities that matter here are resolved.
fn text_of(markup: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&").replace("&#39;", "'")
}

#[test]
fn cards_come_before_charts_and_evidence() {
    let html = render::html(&clinic().personas);
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("no {text}"));
    let order = ["id=\"overview\"", "id=\"page-U1\"", "id=\"page-B1\"", "id=\"appendix\""];
    assert!(order.map(at).is_sorted());
    assert!(at("id=\"appendix\"") < at("<figure class=\"chart"), "charts are in the appendix");
    assert!(at("id=\"why-user\"") > at("id=\"appendix\""));
    assert!(html.contains("id=\"cards-only\" checked"));
}

#[test]
fn a_card_says_the_same_everywhere() {
    let personas = &clinic().personas;
    let html = render::html(personas);
    for persona in &personas.personas {
        let id = &persona.id;
        let [drawn, written] =
            ["svg", "md"].map(|kind| file(personas, &format!("cards/{id}.{kind}")));
        let (page, drawing) = (text_of(card(&html, id.as_str())), text_of(&drawn));
        let written = written.replace('\\', "");
        assert!(roxmltree::Document::parse(&drawn).is_ok(), "{id}");
        assert!(drawn.contains("viewBox=\"0 0 1600 900\"") && drawn.contains("<text"), "{id}");
        for text in [&page, &drawing, &written] {
            assert!(text.contains(&format!("persona {id}")), "{id}: {text}");
        }
        assert!(page.contains(&persona.label) && written.contains(&persona.label), "{id}");
        // The size and its base.
        let share = persona.share.as_ref().filter(|share| share.estimate < 1.0);
        if let Some(share) = share {
            let size = format!("{:.0} in 100", share.estimate * 100.0);
            for text in [&page, &drawing, &written] {
                assert!(text.contains(&size), "{id}: {size}");
            }
        }
        // Counts of the first claim that sets the group apart.
        let sets_apart =
            |claim: &&Claim| claim.direction == Direction::More && claim.middle.is_none();
        if let Some(claim) = persona.claims.iter().find(sets_apart) {
            let counts = format!("{} of {}", claim.support.with, claim.support.asked);
            assert!(page.contains(&counts) && written.contains(&counts), "{id}: {counts}");
        }
        // What pastes into a wiki is plain Markdown.
        assert!(!written.contains('<') && !written.contains("&lt;"), "{id}: {written}");
    }
    assert!(file(personas, "personas.md").contains("## U1 · "));
}

#[test]
fn a_card_keeps_to_its_budget() {
    for Stages { personas, .. } in [clinic(), interviews()] {
        let html = render::html(personas);
        for persona in &personas.personas {
            let card = card(&html, persona.id.as_str());
            assert!(card.matches("<blockquote>").count() <= 7, "{}", persona.id);
            for section in card.split("<section").skip(1) {
                let items = section.matches("class=\"item\"").count();
                // Quotes of all steps stand in one column.
                let most = if section.contains("Say it like this") { 6 } else { 3 };
                assert!(items <= most, "{}: {items} items in {section}", persona.id);
            }
            let story = card.split("class=\"story\"").nth(1);
            let story = story.map_or("", |story| story.split("</section>").next().unwrap());
            assert!(text_of(story).split_whitespace().count() < 150, "{}", persona.id);
        }
    }
}

#[test]
fn what_holds_less_often_stands_apart() {
    let personas = &clinic().personas;
    let html = render::html(personas);
    let less = text_of(card(&html, "U1").split("Not their trouble").nth(1).unwrap());
    let users = personas.personas.iter().find(|persona| persona.id == "U1").unwrap();
    let claims = users.claims.iter().filter(|claim| claim.direction == Direction::Less);
    let mut told = 0;
    for claim in claims {
        let (own, others) = (&claim.support, &claim.elsewhere);
        let counts = format!(
            ": {} of {}, other users {} of {}",
            own.with, own.asked, others.with, others.asked
        );
        assert!(less.contains(&counts), "{counts} in {less}");
        told += 1;
    }
    assert!(told > 0);
    // Interviews that lean the other way are told with the claim.
    let buyers = text_of(card(&html, "B1").split("What does not move them").nth(1).unwrap());
    assert!(buyers.contains("yet 2 of the 3 we talked to raise it"), "{buyers}");
    // What nobody was asked is named.
    assert!(personas.personas.iter().any(|persona| !persona.gaps.is_empty()));
    assert!(html.contains("Not asked"));
}

#[test]
fn words_stand_in_place_of_jargon() {
    let personas = &clinic().personas;
    for density in [Density::Story, Density::Balanced] {
        let html = Pages::new(personas).density(density).html().unwrap();
        let before = html.find("id=\"appendix\"").unwrap();
        let said = text_of(&html[html.find("<main").unwrap()..before]);
        for word in ["Jaccard", "replicate", "stability", "respondents", "gate", "p <", "lift"] {
            assert!(!said.contains(word), "{word} on the cards");
        }
        assert!(said.contains("nearly always come back when others are drawn"));
    }
    let html = Pages::new(personas).density(Density::Analyst).html().unwrap();
    let card = text_of(card(&html, "U1"));
    assert!(card.contains("Jaccard") && card.contains("lift "), "{card}");
}

/// A study of a folder with one table.
fn study(table: &str, manifest: &str) -> PersonaSet {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("answers.csv"), table).unwrap();
    std::fs::write(folder.path().join("study.toml"), manifest).unwrap();
    let manifest = Manifest::from_path(folder.path().join("study.toml")).unwrap();
    synthesize(manifest).unwrap().personas
}

#[test]
fn three_respondents_have_a_card_without_shares() {
    let table = "id,Wants quiet,Wants speed\nA1,Yes,No\nA2,Yes,Yes\nA3,No,No\n";
    let manifest = "title = \"Three\"\n[facets]\ngoal = [\"Wants*\"]\n[[source]]\nid = \
                    \"answers\"\npath = \"answers.csv\"\nrespondent = \"id\"\n";
    let personas = study(table, manifest);
    let html = render::html(&personas);
    let card = text_of(card(&html, personas.personas[0].id.as_str()));
    assert!(card.contains('3') && !card.contains(" in 100"), "{card}");
    assert!(!card.contains('%') || card.contains("95 % interval"), "{card}");
}

#[test]
fn codes_without_spaces_and_other_scripts_stay_on_their_cards() {
    let code = "x".repeat(200);
    let arabic = "مشكلة في المواعيد";
    let mut table = format!("id,{code},{arabic},Quiet 🦷\n");
    for person in 0..60 {
        let yes = |is: bool| if is { "Yes" } else { "No" };
        let first = person % 2 == 0;
        // One in ten answers otherwise than its group.
        let usual = person % 10 != 9;
        table.push_str(&format!(
            "R{person},{},{},{}\n",
            yes(first == usual),
            yes(first != usual),
            yes(first)
        ));
    }
    let manifest = "title = \"Codes\"\n[facets]\npain-point = [\"*\"]\n[[source]]\nid = \
                    \"answers\"\npath = \"answers.csv\"\nrespondent = \"id\"\n[clustering]\n\
                    groups = 2\nreplicates = 10\n";
    let personas = study(&table, manifest);
    let html = render::html(&personas);
    assert!(html.contains(&format!("<bdi>{arabic}")), "other directions are set apart");
    for persona in &personas.personas {
        let drawn = file(&personas, &format!("cards/{}.svg", persona.id));
        let drawing = roxmltree::Document::parse(&drawn).unwrap();
        let texts = drawing.descendants().filter(|node| node.has_tag_name("text"));
        // At the smallest size a line of the widest column holds fewer.
        let longest = texts.map(|text| text.text().unwrap_or("").chars().count()).max();
        assert!(longest.unwrap() < 130, "a line of {longest:?}");
    }
}
