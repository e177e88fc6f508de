"""Indirect and mixed speech: content that a reporting word governs, read off the syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.model.syntax import Syntax
from memcon.quotes.clauses import Content, apposed, content_of, cue_of, negated, phrase, subject_of
from memcon.quotes.draft import Draft, Page
from memcon.quotes.lexicon import Cue

_NOBODY = frozenset({"i", "we", "you", "us", "me", "my", "your", "our", "who", "this", "that", "which"})
_OPINIONS = frozenset(
    {"view", "opinion", "word", "telling", "estimation", "judgment", "judgement", "account", "eye", "mind"}
)
_RETURNS = frozenset("while though although whereas as after before even when since".split())
_WHEN = frozenset("when while if because until unless though although where whereas before after".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MERE = frozenset({"pobj", "npadvmod", "poss", "compound", "nmod", "dobj"})
_NONE = frozenset({"nobody", "none", "neither"})
_NO = frozenset({"no", "neither"})
_ASIDE = frozenset({",", "-", "--", "\u2013", "\u2014", "("})


def indirect(page: Page) -> Iterator[Draft]:
    """Every attribution that syntax shows, in order of its cue; what marks say about them is settled later."""
    s = page.syntax
    for i in range(len(s)):
        if s.words[i].lower() == "according":
            yield from _according(page, i)
            continue
        if s.pos[i] == "NOUN" and s.lemmas[i] in _OPINIONS:
            yield from _opinion(page, i)
        cue = cue_of(s, i, page.cues)
        if cue is not None and cue.frames:
            draft = _governed(page, i, cue)
            if draft is None and cue.has("that"):
                draft = _aside(page, i, cue)
            if draft is not None:
                yield draft


def _governed(page: Page, i: int, cue: Cue) -> Draft | None:
    s = page.syntax
    content = content_of(s, i, cue)
    if cue.has_complement and (content is None or content.frame == "obj"):
        draft = _labelled(page, i, cue)
        if draft is not None:
            return draft
    if content is None:
        return None
    speaker = speaker_of(page, i)
    if not _fits(page, i, speaker, content) or not (cue.quote or _told(page, i, content)):
        return None
    tokens = _tokens(s, i, _further(s, i, content))
    if i in tokens:
        return None
    if content.frame in ("that", "to", "comp"):
        tokens = own_words(page, i, content.heads, tokens)
    tokens = _without_opening(s, tokens)
    return _draft(page, tokens, i, speaker, cue.lemma, content.frame)


def _labelled(page: Page, i: int, cue: Cue) -> Draft | None:
    """ "called the plan “reckless”": a noun phrase and quoted words after the cue, however the parser joined them."""
    s = page.syntax
    if page.around[i] >= 0 or s.pos[i] != "VERB" or negated(s, i):
        return None
    for t in range(i + 1, min(i + 20, len(s))):
        if page.around[t] >= 0:
            k = page.around[t]
            break
        if s.tags[t] in _FINITE or s.pos[t] in ("SCONJ", "CCONJ") or (s.pos[t] == "PUNCT" and s.words[t] not in ",-"):
            return None
    else:
        return None
    speaker = speaker_of(page, i)
    if speaker is None and s.deps[i] == "acl":
        speaker = s.heads[i]
    if speaker is None or speaker > i or s.words[speaker].lower() in _NOBODY:
        return None
    return _draft(page, list(range(i + 1, page.tokens_of[k].stop)), i, speaker, cue.lemma, "comp")


def _further(s: Syntax, i: int, content: Content) -> list[int]:
    """The heads of a clause and what the parser hung beside it on the cue though it is the clause's own."""
    heads = list(content.heads)
    if content.frame == "that" and heads[-1] > i:
        heads += [c for c in s.children[i] if c > heads[0] and s.deps[c] in ("ccomp", "dobj", "oprd", "attr", "nsubj")]
    return heads


def _tokens(s: Syntax, i: int, heads: Sequence[int]) -> list[int]:
    """All that `heads` govern; of a noun the cue itself hangs on ("a pact that critics call weak") only its phrase."""
    found: set[int] = set()
    for h in heads:
        under = s.subtree(h)
        found.update(range(*phrase(s, h)) if i in under else under)
    return sorted(found)


def speaker_of(page: Page, i: int) -> int | None:
    """Head of who speaks; a cue that the parser hung inside the words another cue governs ("said it was so and added
    that", "said it was so, adding that") is the outer speaker's."""
    outside = outer_cue(page, i)
    if outside is not None:
        return speaker_of(page, outside)
    found = subject_of(page.syntax, i)
    found = found if found is not None else _before(page, i)
    return _behind_dateline(page, found, i) if found in page.datelined else found


def _behind_dateline(page: Page, found: int | None, i: int) -> int | None:
    """Where the parser took the dateline's place for the one who speaks: the first noun behind it that may be one."""
    s = page.syntax
    for t in range(found if found is not None else i, i):
        if t not in page.datelined and s.pos[t] in ("NOUN", "PROPN", "PRON") and s.deps[t] not in _MERE:
            return t
    return None


def _before(page: Page, i: int) -> int | None:
    """The noun right before a finite cue to which the parser gave no subject."""
    s = page.syntax
    if s.tags[i] not in ("VBD", "VBZ", "VBP") or s.deps[i] in ("conj", "acl", "relcl"):
        return None
    if any(s.deps[c] in ("auxpass", "nsubjpass", "expl", "csubj") for c in s.children[i]):
        return None
    at = i - 1
    while at > max(0, i - 4) and s.pos[at] in ("ADV", "AUX"):
        at -= 1
    if at > 0 and s.words[at] == "," and s.pos[at - 1] in ("NOUN", "PROPN"):
        head = apposed(s, at - 1)
        return head if head != at - 1 and s.sentence_of(head) == s.sentence_of(i) else None
    return at if at >= 0 and s.pos[at] in ("NOUN", "PROPN", "PRON") and s.sentence_of(at) == s.sentence_of(i) else None


def outer_cue(page: Page, i: int) -> int | None:
    """The cue whose subject `i` shares although the parser hung `i` below what that cue governs, or None."""
    s = page.syntax
    cue = cue_of(s, i, page.cues)
    if cue is None or not cue.frames or any(s.deps[c] in ("nsubj", "nsubjpass") for c in s.children[i]):
        return None
    dep, tag = s.deps[i], s.tags[i]
    apart = i > 0 and (s.words[i - 1] in (",", "while") or page.around[i - 1] >= 0)
    if (dep == "conj" and cue.quote and tag in ("VBD", "VBZ", "VBP")) or (dep == "advcl" and tag == "VBG" and apart):
        host = s.heads[i]
    else:
        return None
    while s.deps[host] == "conj":
        host = s.heads[host]
    over = s.heads[host]
    if s.deps[host] != "ccomp" or over > host or cue_of(s, over, page.cues) is None:
        return None
    return over if dep == "advcl" or s.tags[over] == tag or (tag == "VBD" and s.tags[over] == "VBD") else None


def own_words(page: Page, cue: int, heads: Sequence[int], tokens: list[int]) -> list[int]:
    """`tokens` without what is the reporter's again: a further cue of the same speaker, a closing clause after a comma
    ("…, while others", "…, who was born there")."""
    s = page.syntax
    inside = set(tokens)
    drop: set[int] = set()
    for t in tokens:
        if t in drop or t in heads or (page.around[t] >= 0 and page.around[cue] < 0):
            continue
        if outer_cue(page, t) == cue or _closing(page, t, tokens):
            drop.update(s.subtree(t))
    kept = [t for t in tokens if t in inside and t not in drop]
    while kept and s.pos[kept[-1]] in ("CCONJ", "PUNCT") and page.around[kept[-1]] < 0:
        kept.pop()
    return kept or tokens


def _closing(page: Page, t: int, tokens: Sequence[int]) -> bool:
    """A clause that a comma sets off at the end of the content: one that returns to the reporter's own telling."""
    s = page.syntax
    dep = s.deps[t]
    if dep not in ("advcl", "relcl") and not (dep == "prep" and s.words[t].lower() in ("despite", "amid")):
        return False
    below_t = s.subtree(t)
    first = below_t[0]
    if first <= tokens[0] or (s.words[first - 1] != "," and s.words[first] != ","):
        return False
    if below_t[-1] < tokens[-1] - 1 or len(below_t) < 3:
        return False
    lead = first + 1 if s.words[first] == "," else first
    if dep == "relcl":
        return s.tags[lead] in ("WP", "WDT", "WP$", "WRB")
    return dep == "prep" or s.words[lead].lower() in _RETURNS


def _draft(page: Page, tokens: list[int], cue: int, speaker: int | None, lemma: str, frame: str) -> Draft | None:
    spans = page.runs([t for t in tokens if t not in page.datelined] if page.datelined else tokens)
    if not spans:
        return None
    kind = "mixed" if any(page.around[t] >= 0 for t in tokens) and page.around[cue] < 0 else "indirect"
    return Draft(spans, kind, cue, speaker, lemma, frame)


def _fits(page: Page, i: int, speaker: int | None, content: Content) -> bool:
    """Someone must speak; a denied cue reports nothing; "I" is the writer or, inside marks, the one quoted."""
    s = page.syntax
    if speaker is None or negated(s, i) or s.words[speaker].lower() in _NOBODY or _no_one(s, speaker):
        return False
    if s.words[speaker].lower() == "it" and (s.pos[i] == "ADJ" or s.tags[i] == "VB"):
        return False
    if content.frame not in ("that", "to") and all(s.pos[h] == "PRON" and not s.children[h] for h in content.heads):
        return False
    first = min(content.heads)
    before = s.subtree(first)[-1] < i if content.frame == "that" else first < i
    if before and not _reports_back(page, i, content):
        return False
    if content.frame in ("that", "to", "comp", "ing"):
        return True
    # With a mere object, a bare infinitive tells what is to be done ("to confirm the judges"), and a relative clause
    # the reporter's story ("who endorsed him").
    told = s.deps[i] != "relcl" and (s.tags[i] != "VB" or s.deps[i] == "xcomp")
    return content.frame != "obj" or told or _quotes_words(page, i, content)


def _no_one(s: Syntax, speaker: int) -> bool:
    """ "Neither leader mentioned it", "nobody promised": what nobody said is no quotation."""
    return s.words[speaker].lower() in _NONE or any(
        s.deps[c] in ("det", "preconj", "cc", "advmod") and s.words[c].lower() in _NO for c in s.children[speaker]
    )


def _told(page: Page, i: int, content: Content) -> bool:
    """A cue that is no verb of speaking ("plan to", "refer to", "oppose") reports where it is what the clause tells,
    not deep inside another ("those who declined to answer")."""
    if content.frame in ("that", "comp", "as") or page.syntax.deps[i] not in ("relcl", "pcomp", "xcomp", "advcl"):
        return True
    return _quotes_words(page, i, content)


def _quotes_words(page: Page, i: int, content: Content) -> bool:
    """Some of the content after the cue stands between marks."""
    return any(page.around[t] >= 0 for h in content.heads for t in page.syntax.subtree(h) if t > i)


def _reports_back(page: Page, i: int, content: Content) -> bool:
    """Content before its cue: a clause that a comma closes ("It is late, he said"); a noun that a relative clause or a
    participle takes up ("a pact that critics call weak")."""
    s = page.syntax
    if content.frame == "comp" or content.frame == "as":
        return True
    if content.frame != "that":
        return any(s.deps[h] == "nsubjpass" for h in content.heads)
    last = s.subtree(content.heads[0])[-1]
    return last + 1 < len(s) and (s.words[last] in _ASIDE or s.words[last + 1] in _ASIDE or page.around[last] >= 0)


def _without_opening(s: Syntax, tokens: list[int]) -> list[int]:
    """Content without its "that"."""
    if tokens and s.words[tokens[0]].lower() == "that" and s.deps[tokens[0]] == "mark":
        return tokens[1:]
    return tokens


def _aside(page: Page, i: int, cue: Cue) -> Draft | None:
    """A reporting clause in the middle or at the end: "Talks, the minister says, will go on"; "as Park noted"."""
    s = page.syntax
    if s.pos[i] != "VERB" or s.tags[i] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    speaker = next((c for c in s.children[i] if s.deps[c] == "nsubj"), None)
    if speaker is None or page.around[i] >= 0 or negated(s, i) or s.words[speaker].lower() in _NOBODY:
        return None
    own = set(s.subtree(i))
    first, last = s.sentences[s.sentence_of(i)]
    left = min(speaker, i)
    left = min([left, *s.subtree(speaker)])
    marks = {s.words[c].lower() for c in s.children[i] if s.deps[c] in ("mark", "advmod") and c < i}
    marked = "as" in marks
    if marked and left > first + 1 and s.words[left - 2] not in _ASIDE:
        return None
    if not marks.isdisjoint(_WHEN):
        return None
    if not marked and (left - 1 < first or s.words[left - 1] not in _ASIDE):
        return None
    head = s.heads[i]
    if head == i or (marked and s.deps[i] != "advcl"):
        return None
    tokens = [t for t in s.subtree(head) if t not in own and first <= t < last]
    return _draft(page, tokens, i, speaker, cue.lemma, "aside") if tokens else None


def _according(page: Page, i: int) -> Iterator[Draft]:
    """The clause that "according to X" vouches for: the whole sentence when it opens or closes it."""
    s = page.syntax
    to = next((c for c in (*s.children[i], i + 1) if c < len(s) and s.words[c].lower() == "to"), None)
    if to is None:
        return
    speaker = authority(s, to)
    if speaker is None:
        return
    own = {i, to, *s.subtree(i), *s.subtree(to)}
    first, last = s.sentences[s.sentence_of(i)]
    head = _clause(s, i, first)
    tokens = [t for t in s.subtree(head) if t not in own and first <= t < last]
    draft = _draft(page, tokens, i, speaker, "according", "according") if tokens else None
    if draft is not None:
        yield draft


def authority(s: Syntax, to: int) -> int | None:
    """Head of the phrase after "according to"."""
    found = next((c for c in s.children[to] if s.deps[c] == "pobj"), None)
    if found is not None:
        return found
    nouns = ("NOUN", "PROPN")
    return next(
        (
            t
            for t in range(to + 1, min(to + 7, len(s)))
            if s.pos[t] in nouns and (t + 1 == len(s) or s.pos[t + 1] not in nouns)
        ),
        None,
    )


def _clause(s: Syntax, i: int, first: int) -> int:
    at = s.heads[i]
    if i - first <= 1:
        while s.heads[at] != at:
            at = s.heads[at]
        return at
    while s.heads[at] != at and (s.pos[at] not in ("VERB", "AUX") or s.deps[at] in ("conj", "xcomp", "ccomp", "acl")):
        at = s.heads[at]
    return at


def _opinion(page: Page, i: int) -> Iterator[Draft]:
    """ "In the ministry's view, …" """
    s = page.syntax
    if s.deps[i] != "pobj" or s.words[s.heads[i]].lower() not in ("in", "to", "by"):
        return
    speaker = next((c for c in s.children[i] if s.deps[c] == "poss"), None)
    prep = s.heads[i]
    first, last = s.sentences[s.sentence_of(i)]
    beside = prep == first or s.words[prep - 1] in _ASIDE
    if speaker is None or not beside or prep + len(s.subtree(prep)) >= last:
        return
    own = set(s.subtree(prep))
    tokens = [t for t in s.subtree(_clause(s, prep, first)) if t not in own and first <= t < last]
    draft = _draft(page, tokens, i, speaker, s.lemmas[i], "view") if tokens else None
    if draft is not None:
        yield draft
