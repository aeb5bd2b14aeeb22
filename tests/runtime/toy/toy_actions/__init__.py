"""The toy's actions. `warm_up` leaves a mark that a test looks for."""

warm = False


def warm_up() -> None:
    global warm
    warm = True
