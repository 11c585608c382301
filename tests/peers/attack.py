"""Attacks what is handed on: searches everything that a guarded result prints for people so few that it may not tell of them.

  attack.py COMMAND FIRST_SEED LAST_SEED     drafts a study of random people for each seed and attacks its public result
  attack.py personas.json ...                attacks results that are there

The attacker knows every printed count and that each is a sum of people by persona and answer. Linear programs bound every
such sum from below and above: a sum that must lie between 1 and one less than the least cell is found. Bounds of a linear
program are never narrower than those of whole numbers, so each find is real.
"""

import csv
import itertools
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy
from scipy.optimize import linprog

LEAST = 5
# Answers to a question: nobody knows, no, yes.
UNKNOWN, NO, YES, ANY = 0, 1, 2, 3


class Kind:
    """The personas of a kind and every count that is printed of them."""

    def __init__(self, result, kind):
        self.personas = [one for one in result["personas"] if one["kind"] == kind]
        described = self.personas + [one for one in result["unassigned"] if one["kind"] == kind]
        self.sizes = {one["id"]: one["size"] for one in described if one["size"] > 0}
        self.columns = list(self.sizes)
        self.told = {}
        self.rules = []
        claims = {}
        for one in described:
            for claim in one["claims"]:
                claims[claim["id"]] = claim
                self.add(claim, [one["id"]], claim["support"])
                self.add(claim, self.others([one["id"]]), claim["elsewhere"])
        for profile in (one for one in result["profiles"] if one["kind"] == kind):
            for row in profile["rows"]:
                self.add(row, self.columns, row["everyone"])
                for persona, group in zip(profile["personas"], row["groups"]):
                    self.add(row, [persona], group)
        for one in self.personas:
            if rule := one.get("segment_rule"):
                conditions = [(said(claims[c["claim"]]), NO if c["not"] else YES) for c in rule["conditions"]]
                self.rules.append((one["id"], conditions, rule))

    def others(self, own):
        return [column for column in self.columns if column not in own]

    def add(self, claim, columns, counts):
        self.told.setdefault(said(claim), []).append((columns, counts["asked"], counts["with"]))

    def components(self):
        """Questions that rules tie together, each once."""
        parts = [{question} for question in self.told]
        for _, conditions, _ in self.rules:
            tied = {question for question, _ in conditions}
            together = [part for part in parts if part & tied]
            parts = [part for part in parts if not part & tied] + [set().union(*together)]
        return [sorted(part) for part in parts]

    def attack(self, questions):
        """Sums of people that must be few, by the printed counts of these questions."""
        patterns = list(itertools.product((UNKNOWN, NO, YES), repeat=len(questions)))
        cells = [(column, pattern) for column in self.columns for pattern in patterns]

        def row(columns, wanted):
            fits = lambda pattern: all(want(answer) for want, answer in zip(wanted, pattern))
            return [float(column in columns and fits(pattern)) for column, pattern in cells]

        whatever = [lambda answer: True] * len(questions)
        known = [(row([column], whatever), size) for column, size in self.sizes.items()]
        for at, question in enumerate(questions):
            for columns, asked, with_ in self.told[question]:
                for count, want in ((asked, lambda answer: answer != UNKNOWN), (with_, lambda answer: answer == YES)):
                    known.append((row(columns, whatever[:at] + [want] + whatever[at + 1 :]), count))
        for persona, conditions, rule in self.rules:
            if not {question for question, _ in conditions} <= set(questions):
                continue
            asked, holds = list(whatever), list(whatever)
            for question, answer in conditions:
                at = questions.index(question)
                asked[at] = lambda answer: answer != UNKNOWN
                holds[at] = lambda found, answer=answer: found == answer
            known += [(row(self.columns, asked), rule["of"]), (row([persona], asked), rule["members"])]
            known += [(row(self.columns, holds), rule["picked"]), (row([persona], holds), rule["right"])]
        equal, counts = numpy.array([one for one, _ in known]), numpy.array([count for _, count in known])
        for columns in [[column] for column in self.columns] + [self.others([column]) for column in self.columns]:
            for target in itertools.product((NO, YES, ANY), repeat=len(questions)):
                if not columns or all(answer == ANY for answer in target):
                    continue
                wanted = [lambda found, answer=answer: answer in (ANY, found) for answer in target]
                ends = bounds(row(columns, wanted), equal, counts)
                if ends and 0 < ends[0] and ends[1] < LEAST:
                    told = [f"{question[1]}: {('no', 'yes')[answer - NO]}" for question, answer in zip(questions, target) if answer != ANY]
                    yield f"{ends[0]} to {ends[1]} people of {'+'.join(columns)} with {told}"


def said(claim):
    return claim["indicator"], claim["label"]


def bounds(target, equal, counts):
    """Least and most people that a sum can have; `None` where the counts contradict one another."""
    ends = []
    for sign in (1, -1):
        found = linprog(sign * numpy.array(target), A_eq=equal, b_eq=counts, bounds=(0, None), method="highs")
        if found.status != 0:
            return None
        ends.append(sign * found.fun)
    return math.ceil(ends[0] - 1e-6), math.floor(ends[1] + 1e-6)


def plain(result):
    """Counts that are shown as they are, and their differences."""
    few = lambda count: 0 < count < LEAST
    for persona in result["personas"] + result["unassigned"]:
        parts = {"size": persona["size"]}
        for claim in persona["claims"]:
            parts[f"{claim['id']} against"] = claim["contradicted_by"]
        for word in persona.get("words", []):
            parts[f"“{word['word']}”"] = word["people"]
            parts[f"without “{word['word']}”"] = word["of"] - word["people"]
            parts[f"others with “{word['word']}”"] = word["others"]
            parts[f"others without “{word['word']}”"] = word["others_of"] - word["others"]
        if joint := persona.get("joint_match"):
            parts["joint"], parts["all but one"] = joint["with"], joint["all_but_one"]
            parts["fewer"] = joint["of"] - joint["with"] - joint["all_but_one"]
        yield from (f"{persona['id']} {name}: {count}" for name, count in parts.items() if few(count))
    for link in result["links"]:
        parts = link["with"], link["buyer_accounts"] - link["with"], link["user_accounts"] - link["with"]
        yield from (f"{link['buyer']} and {link['user']}: {count} accounts" for count in parts if few(count))


def attack(path):
    """Everything that is found in a result, and how many claims and rules were attacked."""
    result = json.loads(path.read_text())
    found, rules = list(plain(result)), 0
    for selection in result["selections"]:
        kind = Kind(result, selection["kind"])
        rules += len(kind.rules)
        for questions in kind.components():
            found += kind.attack(questions)
    return found, sum(len(one["claims"]) for one in result["personas"]), rules


def people(draw):
    """Random people of a few kinds who answer Yes, No or nothing; the first two questions hang together beyond the kinds."""
    many, kinds, questions = draw.randint(200, 400), 3, draw.randint(8, 11)
    missing = draw.choice([0.0, 0.0, 0.0, 0.02])
    chance = [[0.8 if question % kinds == kind else 0.3 for question in range(questions)] for kind in range(kinds)]
    pairs = [(1, 1), (1, 0), (0, 1), (0, 0)]
    both = [[0.82, draw.choice([0, 0.03, 0.08]), 0.08, 0.07]] + [[0.06, 0.25, 0.25, 0.44]] * (kinds - 1)
    for person in range(many):
        kind = person % kinds
        answers = list(draw.choices(pairs, both[kind])[0]) + [draw.random() < chance for chance in chance[kind]]
        yield ["" if draw.random() < missing else "Yes" if answer else "No" for answer in answers]


def study(folder, seed):
    draw = random.Random(seed)
    rows = [[f"r{number}"] + answers for number, answers in enumerate(people(draw))]
    header = ["id"] + [f"Do you do thing {question}?" for question in range(len(rows[0]) - 1)]
    with open(folder / "survey.csv", "w", newline="") as file:
        csv.writer(file).writerows([header] + rows)
    (folder / "privacy.key").write_text("0123456789abcdef" * 2)
    (folder / "study.toml").write_text(
        'title = "Random people"\n[facets]\nbehaviour = ["Do you*"]\n'
        '[[source]]\nid = "survey"\npath = "survey.csv"\nrespondent = "id"\nformat = "survey"\n'
        "[clustering]\ngroups = 3\nreplicates = 10\nstarts = 3\n"
        '[privacy]\nprofile = "public"\nkey = "privacy.key"\n'
    )


def drafted(command, first, last):
    for seed in range(first, last):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            study(folder, seed)
            subprocess.run([command, "synthesize", folder / "study.toml", "--out", folder / "out"], check=True, capture_output=True)
            yield f"seed {seed}", folder / "out" / "personas.json"


def main():
    of_files = sys.argv[1].endswith(".json")
    results = ((path, pathlib.Path(path)) for path in sys.argv[1:]) if of_files else drafted(sys.argv[1], *map(int, sys.argv[2:4]))
    finds = claims = rules = many = 0
    for name, path in results:
        found, own_claims, own_rules = attack(path)
        for find in found:
            print(f"{name}: {find}")
        many, finds, claims, rules = many + 1, finds + len(found), claims + own_claims, rules + own_rules
    print(f"{many} results with {claims} claims and {rules} rules attacked, {finds} small cells found")
    # Results that tell nothing would pass as well.
    sys.exit(finds > 0 or (not of_files and (claims < 3 * many or rules == 0)))


main()
