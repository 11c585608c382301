"""Opens pages in Chromium and checks what no parser can see.

    cargo run --example synthesize -- data/clinic/study.toml --out target/out/clinic
    target/pages/bin/python tests/pages/check.py target/out/clinic [OUT...] [--pictures FOLDER]

No request leaves a page; the first card is near the top; printed on A4 and on US Letter every card takes one sheet, in type of at least 9 points, and
without the appendix unless that is asked for; axe-core finds no serious fault in light and dark; every link leads somewhere and can be reached by
keyboard; nothing is wider than a phone but what scrolls by itself, and charts are whole there; no text of a card drawn for slides leaves its drawing
or runs into another. Needs a Chromium: the variable CHROMIUM, `chromium` or `google-chrome` on the path; without one it says so and ends well. Ends with
an error where anything is wrong.
"""

import io
import os
import pathlib
import re
import shutil
import sys

try:
    import pypdf
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
except ImportError as missing:
    sys.exit(f"skipped: {missing}")

SHEETS = {"A4": "A4", "US Letter": "Letter"}
# What is wider than its box, though nothing lets it scroll, and text that a box hides.
CUT = """() => [...document.querySelectorAll('.card, .card *')]
    .filter(box => getComputedStyle(box).display !== 'inline' && !box.closest('.vh, svg, .hundred, .dots, .bars') && !box.matches('.ribbon > li, .ribbon section'))
    .filter(box => box.scrollWidth > box.clientWidth + 2 && box.clientWidth > 0)
    .map(box => `${box.closest('.card').id} ${box.tagName}.${box.className}: ${box.scrollWidth} in ${box.clientWidth}`).slice(0, 5)"""
WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(box => box.getBoundingClientRect().right > innerWidth + 1 && !box.closest('.scroll, .vh, .skip, svg'))
    .map(box => `${box.tagName}.${box.className}`).slice(0, 5)"""
# Text of cards that prints smaller than 9 points, which are 12 pixels. Superscripts only number the evidence.
SMALL = """() => [...document.querySelectorAll('.card *, .overview *')]
    .filter(box => !box.closest('sup, .vh, svg') && [...box.childNodes].some(part => part.nodeType === 3 && part.data.trim()))
    .filter(box => parseFloat(getComputedStyle(box).fontSize) < 11.99 && box.getClientRects().length)
    .map(box => `${box.tagName}.${box.className} ${getComputedStyle(box).fontSize}: ${box.textContent.trim().slice(0, 30)}`).slice(0, 5)"""
SCROLLS = """() => [...document.querySelectorAll('.scroll')].filter(box => !box.closest('.vh'))
    .filter(box => getComputedStyle(box).overflowX !== 'visible').map(box => box.getAttribute('aria-label')).slice(0, 5)"""
CHARTS = """() => [...document.querySelectorAll('.chart .drawing')]
    .filter(box => box.firstElementChild && box.firstElementChild.getBoundingClientRect().width > box.clientWidth + 1)
    .map(box => box.closest('.chart').querySelector('h4').textContent).slice(0, 5)"""
DANGLING = """() => [...document.querySelectorAll('a[href^="#"]')].filter(link => !document.getElementById(link.getAttribute('href').slice(1)))
    .map(link => link.getAttribute('href')).slice(0, 5)"""
# Texts of a drawing that leave it, or overlap by more than the height of an accent.
OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll('text')].filter(text => text.textContent.trim())
        .map(text => ({text: text.textContent, box: text.getBBox()}));
    const out = boxes.filter(({box}) => box.x < 0 || box.y < 0 || box.x + box.width > 1600 || box.y + box.height > 900);
    const over = boxes.filter(({box}, at) => boxes.slice(at + 1).some(other =>
        Math.min(box.x + box.width, other.box.x + other.box.width) - Math.max(box.x, other.box.x) > 1 &&
        Math.min(box.y + box.height, other.box.y + other.box.height) - Math.max(box.y, other.box.y) > 7));
    return [...out, ...over].map(({text}) => text.slice(0, 40)).slice(0, 5);
}"""


def printed(page, paper, personas):
    """Faults of the print: each card is one sheet from its head to its foot."""
    wrong = []
    page.evaluate("document.getElementById('cards-only').checked = true")
    data = page.pdf(prefer_css_page_size=False, format=SHEETS[paper], landscape=True, print_background=True)
    sheets = [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(data)).pages]
    foot = re.compile(r"small numbers lead to the evidence|kleine Zahlen führen zu den Belegen")
    for persona in personas:
        heads = [number for number, text in enumerate(sheets) if persona["head"] in text]
        if len(heads) != 1:
            wrong.append(f"{paper}: {persona['id']} begins on {len(heads)} sheets")
        elif len(foot.findall(sheets[heads[0]])) != 1:
            wrong.append(f"{paper}: the foot of {persona['id']} is not on its sheet")
    page.evaluate("document.getElementById('cards-only').checked = false")
    whole = page.pdf(prefer_css_page_size=False, format=SHEETS[paper], landscape=True, print_background=True)
    all_sheets = len(pypdf.PdfReader(io.BytesIO(whole)).pages)
    if all_sheets <= len(sheets):
        wrong.append(f"{paper}: the appendix does not print")
    wrong += [f"{paper}: scrolls in print: {box}" for box in page.evaluate(SCROLLS)]
    page.evaluate("document.getElementById('cards-only').checked = true")
    print(f"  {paper}: {len(sheets)} sheets for {len(personas)} cards, {all_sheets} with the appendix")
    return wrong, data


def faults(page, axe, theme):
    violations = axe.run(page).response["violations"]
    serious = [fault for fault in violations if fault["impact"] in ("serious", "critical")]
    return [f"{theme}: {fault['id']}, {len(fault['nodes'])} times: {fault['nodes'][0]['html'][:120]} "
            f"{fault['nodes'][0].get('failureSummary', '')[:160]}" for fault in serious]


def by_keyboard(page):
    """The numbers on the first card are reached by keyboard, and lead to the claims."""
    wrong = []
    for link in page.query_selector_all(".card sup a")[:12]:
        link.focus()
        page.keyboard.press("Enter")
        if page.evaluate("decodeURIComponent(location.hash)") != link.get_attribute("href"):
            wrong.append(f"a number leads nowhere: {link.get_attribute('href')}")
    return wrong


def drawn(context, out):
    """Faults of the cards drawn for slides."""
    page = context.new_page()
    wrong = []
    for card in sorted((out / "cards").glob("*.svg")):
        page.goto(card.resolve().as_uri())
        wrong += [f"{card.name}: {text!r} has no room" for text in page.evaluate(OVERLAPS)]
    page.close()
    return wrong


def check(browser, out, pictures):
    wrong, asked = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, java_script_enabled=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    address = (out / "personas.html").resolve().as_uri()
    page.goto(address)
    personas = page.eval_on_selector_all("article.card", "cards => cards.map(card => ({id: card.id.replace('page-', ''), head: card.querySelector('.kick').textContent.trim().replace(/\\s+/g, ' '), top: card.getBoundingClientRect().top}))")
    if personas and personas[0]["top"] > 700 * (2 + len(personas) / 3):
        wrong.append(f"the first card begins {personas[0]['top']:.0f} pixels down")
    wrong += [f"leads nowhere: {link}" for link in page.evaluate(DANGLING)]
    wrong += [f"cut: {box}" for box in page.evaluate(CUT)]
    wrong += drawn(context, out)
    wrong += [f"asks for {url}" for url in asked if url != address]
    axe = Axe()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        wrong += faults(page, axe, theme)
        if pictures:
            page.screenshot(path=pictures / f"{out.name}-{theme}.png", full_page=False)
            page.locator("#overview").screenshot(path=pictures / f"{out.name}-overview-{theme}.png")
            for persona in personas[:2] + personas[-1:]:
                page.locator(f"#page-{persona['id']}").screenshot(path=pictures / f"{out.name}-{persona['id']}-{theme}.png")
    page.emulate_media(color_scheme="light")
    wrong += by_keyboard(page)
    for width in (390, 360):
        page.set_viewport_size({"width": width, "height": 800})
        wrong += [f"wider than a screen of {width}: {box}" for box in page.evaluate(WIDE)]
        wrong += [f"a chart is not whole on a screen of {width}: {chart}" for chart in page.evaluate(CHARTS)]
    if pictures:
        page.locator(f"#page-{personas[0]['id']}").screenshot(path=pictures / f"{out.name}-narrow.png")
    for paper, (width, height) in {"A4": (1054, 725), "US Letter": (987, 747)}.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="print")
        wrong += [f"{paper}: cut {box}" for box in page.evaluate(CUT)]
        wrong += [f"{paper}: smaller than 9 points: {box}" for box in page.evaluate(SMALL)]
        faulty, data = printed(page, paper, personas)
        wrong += faulty
        if pictures:
            (pictures / f"{out.name}-{SHEETS[paper]}.pdf").write_bytes(data)
    context.close()
    return [f"{out}: {message}" for message in wrong]


def main():
    arguments = sys.argv[1:]
    pictures = None
    if "--pictures" in arguments:
        at = arguments.index("--pictures")
        pictures = pathlib.Path(arguments[at + 1])
        pictures.mkdir(parents=True, exist_ok=True)
        del arguments[at : at + 2]
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        print("skipped: there is no Chromium; the variable CHROMIUM names one")
        return
    wrong = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for out in map(pathlib.Path, arguments):
            print(out)
            wrong += check(browser, out, pictures)
        browser.close()
    for message in wrong[:30]:
        print(message)
    sys.exit(f"{len(wrong)} wrong" if wrong else 0)


if __name__ == "__main__":
    main()
