//! Whom or what a header names, by its words, in several languages. Values and relations decide
//! first; words tell apart what values cannot.

use super::header::header_words;

/// What an id or a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
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
         attribué vendedor vendeur conseiller eigenaar behandelaar właściciel \
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

/// Stems of words for those who lead, teach or treat the people in the rows. Files are called after
/// such people when they are the ones who answered, so that these count in headers alone.
const SUPERIORS: &str = "supervisor superviseur supervisore manager vorgesetzt jefe jefa chef \
    chefe gerente gestor leiter superior przełożon kierownik teacher lehrer lehrkraft profesor \
    enseignant insegnant nauczyciel trainer mentor physician doctor arzt ärztin csm sdr \
    上司 主管 管理者";

/// The words of a header of ids; "IDs" is one.
pub(crate) fn words_of_ids(header: &str) -> Vec<String> {
    header_words(&header.replace("IDs", "Ids"))
}

/// What a header or the name of a file says that it names: staff before all, or else by its last
/// word that says something, where English has the noun.
pub(crate) fn named(header: &str) -> Option<Named> {
    let words = words_of_ids(header);
    let of = |word: &str| {
        let known = STEMS.iter().find(|(_, stems)| begins_with_any(word, stems));
        known.map(|(named, _)| *named)
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

/// What the header of a column says that it names. It may also name those who lead, teach or treat
/// whoever is in the rows.
pub(crate) fn named_by_header(header: &str) -> Option<Named> {
    let leads = |word: &String| begins_with_any(word, SUPERIORS);
    if words_of_ids(header).iter().any(leads) {
        return Some(Named::Staff);
    }
    named(header)
}

/// True if a word of a header is for people or staff, wherever it stands, or is put together with
/// such a word: "Ansprechperson".
pub(crate) fn names_somebody(header: &str) -> bool {
    let of_people = |named: &Named| matches!(named, Named::Person | Named::Staff);
    let stems = || STEMS.iter().filter(|(named, _)| of_people(named));
    let long =
        || stems().flat_map(|(_, stems)| stems.split(' ')).filter(|s| s.chars().count() >= 6);
    words_of_ids(header).iter().any(|word| {
        named_by_header(word).is_some_and(|named| of_people(&named))
            || long().any(|stem| word.contains(stem))
    })
}

/// True if a word begins with one of these stems; a stem of up to four letters is a whole word.
fn begins_with_any(word: &str, stems: &str) -> bool {
    stems.split(' ').any(|stem| match stem.chars().count() {
        0..=4 if stem.is_ascii() => word == stem,
        _ => word.starts_with(stem),
    })
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
            assert_eq!(named_by_header(header), whom, "{header}");
        }
        for header in ["Supervisor email", "Vorgesetzte", "Correo del jefe", "Account manager"] {
            assert_eq!(named_by_header(header), Some(Named::Staff), "{header}");
        }
        for header in ["Ansprechperson Filiale", "Supervisor role", "Customer city"] {
            assert!(names_somebody(header), "{header}");
        }
        assert!(!names_somebody("Filiale") && !names_somebody("Main problem"));
        // A file of teachers or managers holds those who answered.
        assert_eq!(named("survey_of_managers"), None);
    }
}
