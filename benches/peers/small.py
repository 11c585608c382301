"""Agreement with the true groups on small studies, every method given the true number of groups.

`small.py [FILE]`: reads `target/small.csv`, which `cargo bench --bench small` writes, and prints for each size the mean adjusted Rand index,
and in brackets the mean difference to the crate's latent class with its standard error over the studies.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import csv
import sys
import warnings
from collections import defaultdict

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from stepmix.stepmix import StepMix

STARTS, SEED = 20, 7
REFERENCE = "crate, latent class"


def studies(path):
    """Rows of the file by respondents and study."""
    found = defaultdict(list)
    with open(path, newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for line in lines:
            row = [int(cell) for cell in line]
            found[row[1], row[0]].append(row)
    return {key: np.array(rows) for key, rows in sorted(found.items())}


def hierarchical(codes, groups, linking):
    """Groups from the tree on Jaccard distances; two respondents without any code are 0 apart."""
    tree = linkage(pdist(codes.astype(bool), "jaccard"), linking)
    return fcluster(tree, groups, criterion="maxclust")


def stepmix(codes, groups):
    model = StepMix(groups, measurement="binary", n_init=STARTS, random_state=SEED, progress_bar=0)
    return model.fit(codes).predict(codes)


def labels(rows):
    """Labels by method."""
    groups, codes = int(rows[0, 2]), rows[:, 6:]
    return {
        REFERENCE: rows[:, 4],
        "crate, k-means": rows[:, 5],
        "scikit-learn KMeans": KMeans(groups, n_init=STARTS, random_state=SEED).fit(codes).labels_,
        "Ward, Jaccard": hierarchical(codes, groups, "ward"),
        "average, Jaccard": hierarchical(codes, groups, "average"),
        "StepMix binary": stepmix(codes, groups),
    }


def cell(own, reference):
    """Mean, and difference to the reference with its standard error."""
    difference = np.array(own) - np.array(reference)
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    return f"{np.mean(own):.3f} ({difference.mean():+.3f} ± {error:.3f})"


def verdict(place, agreements):
    """Whether another method is ahead of the crate's latent class by more than two standard errors."""
    best = max(agreements, key=lambda method: np.mean(agreements[method]))
    difference = np.array(agreements[best]) - np.array(agreements[REFERENCE])
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    ahead = best != REFERENCE and difference.mean() > 2 * error
    return f"{place}: best is {best}" + (", ahead by more than two standard errors" if ahead else "")


def main(path):
    warnings.filterwarnings("ignore")
    agreements = defaultdict(lambda: defaultdict(list))
    for (respondents, _), rows in studies(path).items():
        for method, found in labels(rows).items():
            agreement = adjusted_rand_score(rows[:, 3], found)
            agreements[respondents][method].append(agreement)
            agreements["all"][method].append(agreement)
    print(f"{'method':<22}" + "".join(f"{place:>26}" for place in agreements if place != "all") + f"{'all':>26}")
    places = [place for place in agreements if place != "all"] + ["all"]
    for method in agreements["all"]:
        cells = (cell(agreements[place][method], agreements[place][REFERENCE]) for place in places)
        print(f"{method:<22}" + "".join(f"{text:>26}" for text in cells))
    for place in places:
        print(verdict(place, agreements[place]))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "target/small.csv")
