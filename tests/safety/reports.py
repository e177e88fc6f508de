"""Fifty short reports made for these tests: some tell of one meeting, some are reprints or came again changed."""

from pathlib import Path

_LEADERS = [
    ("President", "Ada Novak", "Peru", "Lima"),
    ("Prime Minister", "Luka Kos", "Slovenia", "Ljubljana"),
    ("President", "Ines Ferro", "Chile", "Santiago"),
    ("Prime Minister", "Jan Benda", "the Czech Republic", "Prague"),
    ("President", "Omar Tesfa", "Ethiopia", "Addis Ababa"),
    ("Prime Minister", "Elin Berg", "Norway", "Oslo"),
]
_OUTLETS = ("THE HARBOUR GAZETTE", "MORNING LEDGER", "THE NORTHERN POST")
_SUBJECTS = ("a rail line", "fishing rights", "a copper terminal", "student visas", "wheat", "a power cable")


def texts(count: int = 50) -> list[str]:
    """The same reports each time."""
    return [_text(k) for k in range(count)]


def _text(k: int) -> str:
    meeting, told = divmod(k, 3)
    title, guest, state, _ = _LEADERS[meeting % 6]
    post, host, land, city = _LEADERS[(meeting // 6 + meeting + 1) % 6]
    day, subject = meeting % 27 + 1, _SUBJECTS[meeting % 6]
    lasted = 40 + 10 * (told == 2)
    return (
        f"{_OUTLETS[told]}\nJune {day + 1}, 2023\n\n"
        f"{title} {guest} of {state} met {post} {host} of {land} in {city} on June {day}, 2023. "
        f"The meeting lasted {lasted} minutes.\n\n"
        f"“We will come to terms on {subject} before the winter,” {guest.split()[1]} told reporters after the talks. "
        f"{host.split()[1]} pledged to open {subject} by the end of {2024 + meeting % 4}.\n\n"
        f"The two leaders did not discuss the border. Report number {k} of its day.\n"
    )


def write(folder: Path, count: int = 50) -> list[Path]:
    """One file a report."""
    paths = [folder / f"{k:02}.txt" for k in range(count)]
    for path, text in zip(paths, texts(count), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
