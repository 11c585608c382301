//! What a column of ids names, by the words of its header, in several languages. Values and
//! relations decide first; words tell apart what values cannot.

use crate::sources::{header_words, names_identifier};

/// What an id or a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Somebody whom a study may be about.
    Person,
    /// A company, household, school or another group of people.
    Organisation,
    /// Somebody who works for whoever made the export: an owner, agent or sales rep.
    Staff,
    /// Something that happened: an order, a ticket, a visit.
    Event,
    /// A product, a category, a campaign.
    Thing,
    /// A network address, a device or a session.
    Network,
}

/// Stems of words, each of what it names. A stem of up to four letters is a whole word.
const STEMS: [(Named, &str); 6] = [
    (
        Named::Staff,
        "owner rep reps agent agente agents assignee assigned handler salesperson advisor \
         adviser moderator interviewer bearbeiter betreuer besitzer zuständig \
         verantwortlich vertriebler propietari proprietari proprietár proprietário \
         propriétaire responsable responsabil responsável asignad assegnat atribuíd \
         attribué vendedor vendeur conseiller commercial eigenaar behandelaar właściciel \
         opiekun 担当 负责",
    ),
    (
        Named::Person,
        "customer client kunde kund usuari usuári utilisateur utente gebruiker klient klant \
         user nutzer benutzer member mitglied miembro membre socio contact kontakt contatt \
         contato person respondent participant participante teilnehm befragte encuestad \
         patient pacient student requester anforder solicitante demandeur reporter buyer \
         käufer comprador acheteur shopper subscriber abonn suscriptor guest gast besucher \
         visitor author autor reviewer caller anrufer lead prospect proband who player \
         diarist 顧客 客户 用户 会員",
    ),
    (
        Named::Organisation,
        "company companies firma firmen unternehmen account konto organization organisation \
         organización organização organizzazione empresa entreprise société azienda bedrijf \
         household haushalt hogar foyer school schule domain",
    ),
    (
        Named::Event,
        "order bestell auftrag pedido commande ordine zamówieni ticket issue incident deal \
         opportunity invoice rechnung factura facture fattura transaction transaktion \
         transac payment zahlung pago event ereignis evento visit besuch call calls anruf \
         message nachricht review rezension bewertung reseña avis log logs entry entries \
         eintrag einträge booking buchung reserva purchase kauf käufe compra achat activity \
         activities aktivität actividad task shipment click 注文 订单",
    ),
    (
        Named::Thing,
        "product produkt producto produit prodott produto item items artikel artículo \
         article articolo sku asin category kategorie campaign kampagne 商品",
    ),
    (
        Named::Network,
        "network netzwerk ip session sitzung sesión sessão cookie browser device gerät \
         réseau",
    ),
];

/// Words at the end of a header that say it is an id, beside those of [`names_identifier`].
const ID_WORDS: [&str; 22] = [
    "nr",
    "no",
    "num",
    "nummer",
    "numero",
    "número",
    "numéro",
    "nro",
    "código",
    "codigo",
    "codice",
    "kennung",
    "schlüssel",
    "clave",
    "clé",
    "identificador",
    "identifiant",
    "identificativo",
    "ref",
    "reference",
    "numer",
    "编号",
];
/// Words that say nothing of whom an id names.
const FILLERS: [&str; 10] =
    ["associated", "related", "primary", "id", "ids", "number", "key", "email", "e", "mail"];

/// The words of a header; "IDs" is one.
fn words(header: &str) -> Vec<String> {
    header_words(&header.replace("IDs", "Ids"))
}

/// What a header or the name of a file says that it names: staff before all, or else by its last
/// word that says something, where English has the noun.
pub(super) fn named(header: &str) -> Option<Named> {
    let words = words(header);
    let of = |word: &str| {
        let says = |stem: &str| match stem.chars().count() {
            0..=4 if stem.is_ascii() => word == stem,
            _ => word.starts_with(stem),
        };
        STEMS.iter().find(|(_, stems)| stems.split(' ').any(says)).map(|(named, _)| *named)
    };
    // German writes "Kundenbetreuer" as one word.
    let is_staff = |word: &String| {
        let long = STEMS[0].1.split(' ').filter(|stem| stem.chars().count() >= 7);
        of(word) == Some(Named::Staff) || long.into_iter().any(|stem| word.contains(stem))
    };
    if words.iter().any(is_staff) {
        return Some(Named::Staff);
    }
    words.iter().rev().find_map(|word| of(word))
}

/// True if a header says that its column tells records apart, in one of several languages.
pub(super) fn names_key(header: &str) -> bool {
    let words = words(header);
    let ends = |word: &String| {
        let compound = |end: &&&str| end.chars().count() >= 6 && word.ends_with(**end);
        matches!(word.as_str(), "ids" | "number" | "nummer")
            || ID_WORDS.contains(&word.as_str())
            || ID_WORDS.iter().any(|end| compound(&end))
    };
    // Long headers are questions.
    !header.contains('?')
        && (names_identifier(header) || (words.len() <= 4 && words.last().is_some_and(ends)))
}

/// What a header names, in one form: `customer_id`, `Customer IDs` and `customerId` are one.
pub(super) fn stem(header: &str) -> String {
    let mut said: Vec<String> = words(header);
    said.retain(|word| !FILLERS.contains(&word.as_str()) && !ID_WORDS.contains(&word.as_str()));
    let said = said.concat();
    let said = ID_WORDS
        .iter()
        .filter(|end| end.chars().count() >= 6)
        .find_map(|end| said.strip_suffix(end).map(str::to_owned))
        .unwrap_or(said);
    // Salesforce and others write "contactid".
    let said = said.strip_suffix("id").filter(|rest| rest.chars().count() >= 4).unwrap_or(&said);
    said.strip_suffix('s').unwrap_or(said).to_owned()
}

/// True if two headers are the same in all but case, blanks and signs.
pub(super) fn is_same_header(one: &str, other: &str) -> bool {
    let plain = |header: &str| words(header).concat();
    one.eq_ignore_ascii_case(other) || plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_whom_they_name() {
        for (header, whom) in [
            ("customer_id", Some(Named::Person)),
            ("Kundennummer", Some(Named::Person)),
            ("ID del cliente", Some(Named::Person)),
            ("Requester Email", Some(Named::Person)),
            ("Contact Owner", Some(Named::Staff)),
            ("Kundenbetreuer", Some(Named::Staff)),
            ("Assigned Agent", Some(Named::Staff)),
            ("Order ID", Some(Named::Event)),
            ("Bestellnummer", Some(Named::Event)),
            ("Associated Company IDs", Some(Named::Organisation)),
            ("Network ID", Some(Named::Network)),
            ("Response ID", None),
            ("Report", None),
        ] {
            assert_eq!(named(header), whom, "{header}");
        }
    }

    #[test]
    fn headers_of_one_key_have_one_stem() {
        for header in ["customer_id", "Customer ID", "customerId", "Customer IDs", "customerid"] {
            assert_eq!(stem(header), "customer", "{header}");
        }
        assert_eq!(stem("Kundennummer"), stem("Kunden-Nr."));
        assert_eq!(stem("Account ID"), stem("accountId"));
        assert!(is_same_header("event_time", "Event time"));
        assert!(names_key("Kunden-Nr.") && names_key("Associated Contact IDs"));
        assert!(!names_key("Would you say yes or no?") && !names_key("Orders"));
    }
}
