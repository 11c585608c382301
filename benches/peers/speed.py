"""What an iteration of the peers costs on the bench data, on one thread, in CPU time.

`speed.py [METHOD ROWS]`: without arguments all methods at the sizes they can stand, each in a process of its own, so that its peak memory is
its own (with reading and encoding the data). Reads `target/bench-ROWS.f32`, which `cargo bench --bench engine -- export ROWS...` writes.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[name] = "1"

import resource
import subprocess
import sys
import time
import warnings

GROUPS, SEED = 5, 7
MENTIONS, ORDINAL, NOMINAL, NUMBERS = 40, 10, 5, 5
LEVELS = [2] * MENTIONS + [5] * ORDINAL + [4] * NOMINAL + [0] * NUMBERS
CODED = MENTIONS + ORDINAL + NOMINAL

# For each method: rows, fewer and more iterations, repetitions, and the seconds after which it is given up.
RUNS = {
    "stepmix": {1_000: (5, 25, 5, 120), 10_000: (2, 8, 3, 120), 100_000: (1, 3, 2, 240), 1_000_000: (1, 2, 1, 240)},
    "stepmix-encoded": {1_000: (5, 25, 5, 120), 10_000: (2, 8, 3, 120), 100_000: (1, 3, 2, 240), 1_000_000: (1, 2, 1, 240)},
    "kmeans": {1_000: (2, 8, 50, 60), 10_000: (2, 12, 20, 60), 100_000: (2, 12, 5, 120), 1_000_000: (2, 7, 2, 180)},
    "kprototypes": {1_000: (1, 3, 3, 120), 10_000: (1, 2, 1, 240)},
}


def table(rows):
    """The bench data without the true group."""
    import numpy as np

    data = np.fromfile(f"target/bench-{rows}.f32", dtype="<f4").reshape(rows, len(LEVELS) + 1)
    return data[:, :-1]


def one_hot(data, columns, levels):
    """Each level a column of 0 and 1; what is missing stays missing."""
    import numpy as np

    width = max(levels)
    marks = [(column, level) for column in columns for level in range(width)]
    encoded = np.empty((len(data), len(marks)), dtype=data.dtype)
    for place, (column, level) in enumerate(marks):
        encoded[:, place] = np.where(np.isnan(data[:, column]), np.nan, data[:, column] == level)
    return encoded


def mean_imputed(data):
    """Mentions as one column each, levels as columns of 0 and 1, numbers beside; what is missing is the mean."""
    import numpy as np

    graded, nominal = range(MENTIONS, MENTIONS + ORDINAL), range(MENTIONS + ORDINAL, CODED)
    parts = [data[:, :MENTIONS], one_hot(data, graded, [5]), one_hot(data, nominal, [4]), data[:, CODED:]]
    matrix = np.ascontiguousarray(np.hstack(parts), dtype=np.float32)
    for column in matrix.T:
        column[np.isnan(column)] = np.nanmean(column, dtype=np.float64)
    return matrix


def stepmix(data):
    """StepMix as its documentation has it: codes, which it encodes anew in each step."""
    import numpy as np

    measurement = {
        "mentions": {"model": "binary_nan", "n_columns": MENTIONS},
        "ordinal": {"model": "categorical_nan", "n_columns": ORDINAL},
        "nominal": {"model": "categorical_nan", "n_columns": NOMINAL},
        "numbers": {"model": "gaussian_diag_nan", "n_columns": NUMBERS},
    }
    return stepmix_fit(np.ascontiguousarray(data, dtype=np.float64), measurement)


def stepmix_encoded(data):
    """StepMix at its fastest: levels are encoded once, beforehand."""
    import numpy as np

    graded, nominal = range(MENTIONS, MENTIONS + ORDINAL), range(MENTIONS + ORDINAL, CODED)
    parts = [data[:, :MENTIONS], one_hot(data, graded, [5]), one_hot(data, nominal, [4]), data[:, CODED:]]

    def levels(columns, count):
        outcomes = {"max_n_outcomes": count, "total_outcomes": columns * count, "integer_codes": False}
        return {"model": "categorical_nan", "n_columns": columns * count, **outcomes}

    measurement = {
        "mentions": {"model": "binary_nan", "n_columns": MENTIONS},
        "ordinal": levels(ORDINAL, 5),
        "nominal": levels(NOMINAL, 4),
        "numbers": {"model": "gaussian_diag_nan", "n_columns": NUMBERS},
    }
    return stepmix_fit(np.hstack(parts).astype(np.float64), measurement)


def stepmix_fit(matrix, measurement):
    from stepmix.stepmix import StepMix

    def fit(iterations):
        options = {"max_iter": iterations, "abs_tol": 1e-300, "n_init": 1, "progress_bar": 0, "random_state": SEED}
        StepMix(n_components=GROUPS, measurement=measurement, **options).fit(matrix)
        return iterations

    return fit


def kmeans(data):
    import numpy as np
    from sklearn.cluster import KMeans

    matrix = mean_imputed(data)
    start = matrix[np.random.default_rng(SEED).choice(len(matrix), GROUPS, replace=False)]

    def fit(iterations):
        options = {"n_init": 1, "algorithm": "lloyd", "tol": 0.0, "max_iter": iterations}
        return KMeans(GROUPS, init=start, **options).fit(matrix).n_iter_

    return fit


def kprototypes(data):
    import numpy as np
    from kmodes.kprototypes import KPrototypes

    numbers = data[:, CODED:].astype(np.float64)
    numbers = np.where(np.isnan(numbers), np.nanmean(numbers, axis=0), numbers)
    # A missing answer is a level of its own.
    codes = np.nan_to_num(data[:, :CODED], nan=-1.0).astype(int)
    matrix = np.hstack([numbers, codes])
    categorical = list(range(NUMBERS, NUMBERS + CODED))

    def fit(iterations):
        options = {"init": "random", "n_init": 1, "max_iter": iterations, "random_state": SEED}
        return KPrototypes(GROUPS, **options).fit(matrix, categorical=categorical).n_iter_

    return fit


METHODS = {"stepmix": stepmix, "stepmix-encoded": stepmix_encoded, "kmeans": kmeans, "kprototypes": kprototypes}


def least_seconds(fit, iterations, repetitions):
    """CPU seconds of the fastest of several fits, and the iterations they made."""
    least = float("inf")
    for _ in range(repetitions):
        start = time.process_time()
        made = fit(iterations)
        least = min(least, time.process_time() - start)
    return least, made


def measure(method, rows):
    """One line of the table: the difference of two numbers of iterations, which takes out all that is done once."""
    warnings.filterwarnings("ignore")
    few, many, repetitions, _ = RUNS[method][rows]
    fit = METHODS[method](table(rows))
    if rows < 100_000:
        fit(few)  # The first call loads and compiles.
    (least_few, made_few) = least_seconds(fit, few, repetitions)
    (least_many, made_many) = least_seconds(fit, many, repetitions)
    seconds = (least_many - least_few) / (made_many - made_few)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{method:<18}{rows:>10}{seconds / rows * 1e9:>20.0f}{seconds:>18.5f}{peak:>10.0f}", flush=True)


def all_methods():
    print(f"{'method':<18}{'rows':>10}{'ns a row, iteration':>20}{'s an iteration':>18}{'peak MB':>10}", flush=True)
    for method, sizes in RUNS.items():
        for rows, (_, _, _, limit) in sizes.items():
            if not os.path.exists(f"target/bench-{rows}.f32"):
                continue
            try:
                subprocess.run([sys.executable, __file__, method, str(rows)], timeout=limit, check=True)
            except subprocess.TimeoutExpired:
                print(f"{method:<18}{rows:>10}{f'over {limit} s':>20}", flush=True)
            except subprocess.CalledProcessError as error:
                print(f"{method:<18}{rows:>10}{f'failed, {error.returncode}':>20}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        all_methods()
