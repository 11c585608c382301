#!/usr/bin/env python3
"""How readable the prose of cards is: readability.py OUT... [--bound].

Reads `cards/*.md` of each result and measures the sentences of tag lines and of the first list (what is said of the group in
short), without the marks of claims: words a sentence, the share of sentences with brackets, and the Flesch-Kincaid grade
(Kincaid et al. 1975). The grade is of English and counts syllables by groups of vowels, so it compares and does not judge.

With --bound the exit code is 1 where more than 26 words stand in a sentence on average, or a grade is above 12.
"""
import re
import sys
from pathlib import Path

MOST_WORDS, HIGHEST_GRADE = 26.0, 12.0


def prose(card):
    """The tag line and the first list of a card, as sentences."""
    parts = card.split("\n## ")
    tag = [line for line in parts[0].split("\n\n")[2:] if not line.startswith(("**", ">", "#"))]
    first = [line[2:] for line in parts[1].splitlines() if line.startswith("- ")] if len(parts) > 1 else []
    text = [re.sub(r"\\?\[[^\]]*\]", "", part).replace("\\", "") for part in tag + first]
    return [s.strip() for part in text for s in re.split(r"(?<=[.!?])\s+", part) if len(s.split()) > 2]


def syllables(word):
    groups = len(re.findall(r"[aeiouyäöü]+", word.lower()))
    return max(1, groups - (word.lower().endswith("e") and groups > 1))


def measure(sentences):
    words = [w for s in sentences for w in re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", s)]
    if not words:
        return None
    mean = len(words) / len(sentences)
    brackets = sum("(" in s for s in sentences) / len(sentences)
    grade = 0.39 * mean + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return len(sentences), mean, brackets, grade


def main():
    bound = "--bound" in sys.argv
    held = True
    for out in (a for a in sys.argv[1:] if not a.startswith("--")):
        cards = sorted(Path(out, "cards").glob("*.md"))
        found = measure([s for card in cards for s in prose(card.read_text(encoding="utf-8"))])
        if found is None:
            print(f"{out}: no prose")
            held = False
            continue
        number, mean, brackets, grade = found
        print(f"{out}: {number} sentences, {mean:.1f} words each, {brackets:.0%} with brackets, grade {grade:.1f}")
        held = held and mean <= MOST_WORDS and grade <= HIGHEST_GRADE
    return 1 if bound and not held else 0


sys.exit(main())
