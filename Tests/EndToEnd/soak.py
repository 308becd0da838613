"""How long a fault is tried: shortly by bin/test; for longer by bin/soak, which then prints what was counted."""


class Soak:
    """Of one test: how long it goes on, and its figures for the table."""

    def __init__(self, long, say):
        self.long, self.say, self.figures = long, say, {}

    def either(self, short, long):
        return long if self.long else short

    def note(self, **figures):
        """Told at once, and in the table; the words of a name are parted by `_`."""
        told = {name.replace("_", " "): readable(value) for name, value in figures.items()}
        self.figures |= told
        if self.long:
            self.say(f"    {sentence(told)}")


class Row:
    """Of the table: one fault, which may be several tests."""

    def __init__(self):
        self.passed, self.failed, self.seconds, self.figures = 0, 0, 0.0, {}

    def add(self, report):
        self.passed += report.passed
        self.failed += report.failed
        self.seconds += report.duration
        self.figures |= dict(report.user_properties).get("figures", {})

    @property
    def cells(self):
        outcome = f"{self.failed} failed" if self.failed else f"{self.passed} passed"
        return outcome, f"{self.seconds:.0f} s", sentence(self.figures)


def readable(value):
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}" if isinstance(value, float) else str(value)


def sentence(figures):
    return ", ".join(f"{name} {value}" for name, value in figures.items())


def table(reports):
    """Aligned lines, a fault each, of the reports of its tests."""
    rows = {}
    for report in reports:
        if fault := dict(report.user_properties).get("fault"):
            rows.setdefault(fault, Row()).add(report)
    lines = [("fault", "outcome", "time", "figures"), *((fault, *row.cells) for fault, row in rows.items())]
    widths = [max(map(len, column)) for column in zip(*lines)][:3]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(line, widths)), line[3]]) for line in lines]
