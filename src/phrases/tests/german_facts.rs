//! German codes and fields of records.

use super::{codes, fields};
use crate::manifest::Facet;

#[test]
fn codes_follow_their_facet_and_definition() {
    let rows = [
        (
            Facet::Goal,
            "Ziele/pünktlich nach Hause kommen",
            "",
            "wollen pünktlich nach Hause kommen",
        ),
        (Facet::Goal, "Ziele/ruhige Abende", "", "wollen ruhige Abende"),
        (Facet::PainPoint, "Probleme/verspätete Busse", "", "nennen verspätete Busse als Problem"),
        (Facet::Behaviour, "Verhalten/kocht sonntags vor", "", "kochen sonntags vor"),
        (Facet::Behaviour, "Verhalten/Rechnungen ausdrucken", "", "drucken Rechnungen aus"),
        (Facet::Tool, "Hilfsmittel/Wandkalender", "", "nutzen einen Wandkalender"),
        (
            Facet::PainPoint,
            "Ärger/zu lange Wartezeiten",
            "",
            "nennen zu lange Wartezeiten als Problem",
        ),
        (
            Facet::PainPoint,
            "Ärger/Niemand geht ans Telefon",
            "",
            "sagen, dass niemand ans Telefon geht",
        ),
        (Facet::Behaviour, "Alltag/schreibt alles auf Zettel", "", "schreiben alles auf Zettel"),
        (
            Facet::Behaviour,
            "Alltag/fragt Kollegen",
            "Bittet Kolleginnen und Kollegen um Rat",
            "bitten Kolleginnen und Kollegen um Rat",
        ),
        (Facet::Goal, "Ziele/Überblick behalten", "", "wollen Überblick behalten"),
        (Facet::Goal, "Ziele/Ruhe", "", "wollen Ruhe"),
        (Facet::Trigger, "Auslöser/Der Vertrag lief aus", "", "sagen, dass der Vertrag auslief"),
        (Facet::Objection, "Einwände/Preis", "", "nennen Preis als Einwand"),
        (Facet::Context, "Umfeld/arbeitet allein", "", "arbeiten allein"),
        (Facet::Behaviour, "Verhalten/liest keine Anleitungen", "", "lesen keine Anleitungen"),
        (Facet::Goal, "Ziele/Nicht mehr suchen", "", "wollen nicht mehr suchen"),
        (Facet::PainPoint, "Probleme/Ich finde nichts", "", "sagen: „Ich finde nichts“"),
    ];
    codes("de", &rows);
}

#[test]
fn fields_are_facts_of_records() {
    let rows = [
        ("Newsletter", "Ja", "?"),
        ("Bestellungen (90 Tage)", ">2", "hatten in 90 Tagen mehr als 2 Bestellungen"),
        ("Vertragsstatus", "Gekündigt", "haben ihren Vertrag gekündigt"),
        ("Demo gebucht", "Nein", "haben keine Demo gebucht"),
        ("Testzugang", "Nein", "haben keinen Testzugang"),
        ("Angebot angefragt", "Ja", "haben ein Angebot angefragt"),
        ("Logins (7 Tage)", "median 3", "hatten typischerweise in 7 Tagen 3 Logins"),
        ("Tage bis Kauf", "<=10", "brauchten höchstens 10 Tage bis zum Kauf"),
        ("Branche", "Handel", "haben „Handel“ als Branche"),
        ("Beruf", "Ärztin", "sind Ärztinnen"),
        ("Quelle", "Empfehlung|Messe", "kamen über eine Empfehlung oder eine Messe"),
        ("Kunde seit", ">2020", "wurden nach 2020 Kunden"),
        ("Rabatt gewährt", "Ja", "?"),
    ];
    fields("de", &rows);
}
