"""Opens pages in Chromium and checks what no parser can see.

    cargo run --example synthesize -- data/clinic/study.toml --out target/out/clinic
    target/pages/bin/python tests/pages/check.py target/out/clinic [OUT...] [--pictures FOLDER]

No request leaves a page; printed on A4 and on US Letter every persona takes one sheet and loses nothing; axe-core finds no serious fault in light
and dark; every claim opens and closes by keyboard; nothing is wider than a narrow screen but what scrolls by itself. Needs a Chromium: the variable CHROMIUM,
`chromium` or `google-chrome` on the path; without one it says so and ends well. Ends with an error where anything is wrong.
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
# What of a card is cut where it is printed: columns that are higher than their room, and texts of which the end is not shown.
CUT = """() => [...document.querySelectorAll('.card .column')]
    .filter(box => box.scrollHeight > box.clientHeight + 2)
    .map(box => `${box.closest('.card').id} ${box.className}: ${box.scrollHeight} of ${box.clientHeight}`)"""
WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(box => box.getBoundingClientRect().right > innerWidth + 1 && !box.closest('.scroll, .vh, .skip, svg'))
    .map(box => `${box.tagName}.${box.className}`).slice(0, 5)"""


def printed(page, paper, personas):
    """Faults of the print on a sheet: a persona's page must be one, with its foot."""
    wrong = []
    data = page.pdf(prefer_css_page_size=False, format=SHEETS[paper], landscape=True, print_background=True,
                    margin={side: "9mm" for side in ("top", "right", "bottom", "left")})
    texts = [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(data)).pages]
    for persona in personas:
        # The head of a page: the id before the mark of a draft. The number of claims stands at its end.
        heads = [number for number, text in enumerate(texts) if re.search(rf"\b{persona['id']}\b (Draft|Entwurf), ", text)]
        if len(heads) != 1:
            wrong.append(f"{paper}: {persona['id']} begins on {len(heads)} sheets")
            continue
        if not re.search(r"95 % interval; upright|95-%-Intervall; senkrecht", texts[heads[0]]):
            wrong.append(f"{paper}: the foot of {persona['id']} is not on its sheet")
    print(f"  {paper}: {len(texts)} sheets, {len(personas)} of them personas")
    return wrong, data


def faults(page, axe, theme):
    violations = axe.run(page).response["violations"]
    serious = [fault for fault in violations if fault["impact"] in ("serious", "critical")]
    return [f"{theme}: {fault['id']}, {len(fault['nodes'])} times: {fault['nodes'][0]['html'][:120]} "
            f"{fault['nodes'][0].get('failureSummary', '')[:160]}" for fault in serious]


def by_keyboard(page):
    """Every claim of the cards opens by Enter and closes again."""
    wrong = []
    for claim in page.query_selector_all(".card details.claim > summary"):
        states = []
        for _ in range(2):
            claim.focus()
            page.keyboard.press("Enter")
            states.append(claim.evaluate("summary => summary.parentElement.open"))
        if states != [True, False]:
            wrong.append(f"a claim does not open by keyboard: {claim.inner_text()[:60]!r}")
    return wrong


def check(browser, out, pictures):
    wrong, asked = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, java_script_enabled=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    address = (out / "personas.html").resolve().as_uri()
    page.goto(address)
    personas = page.eval_on_selector_all(".card", "cards => cards.map(card => ({id: card.id.replace('page-', ''), label: card.querySelector('h2').textContent}))")
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
    page.set_viewport_size({"width": 360, "height": 800})
    wrong += [f"wider than a narrow screen: {box}" for box in page.evaluate(WIDE)]
    if pictures:
        page.locator(f"#page-{personas[0]['id']}").screenshot(path=pictures / f"{out.name}-narrow.png")
    for paper, (width, height) in {"A4": (1054, 725), "US Letter": (987, 747)}.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="print")
        wrong += [f"{paper}: cut {box}" for box in page.evaluate(CUT)]
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
