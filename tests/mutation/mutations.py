"""Mutations of ownership: small edits of an accepted Rust program, after most of which it no longer is accepted.

A mutation is a kind and a list of edits (start, end, replacement) by position in the text. What there is to mutate is found
by tokens and brackets alone, so some mutants do not parse; recording the verdicts drops those.
"""

import re

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>b?r(?P<hashes>\#*)".*?"(?P=hashes)|b?"(?:\\.|[^"\\])*"|b?'(?:\\[^\n]{1,8}?|[^'\\\n])')
    |(?P<lifetime>'[A-Za-z_]\w*)
    |(?P<ident>[A-Za-z_]\w*)
    |(?P<number>\d\w*(?:\.\d\w*)?)
    |(?P<punct>->|=>|::|\.\.=|\.\.|&&|\|\||==|!=|<=|>=|[-+*/%^&|]=|.)""",
    re.S | re.X,
)

KEYWORDS = set(
    "as break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return "
    "self Self static struct super trait true type unsafe use where while async await".split()
)

CLOSERS = {"(": ")", "[": "]", "{": "}"}

# Names that stand for each other with other ownership; each use is changed, and all uses at once.
EXCHANGES = [
    ("Arc", "Rc"), ("Rc", "Arc"), ("Mutex", "RefCell"), ("RefCell", "Mutex"), ("RwLock", "RefCell"), ("Rc", "Box"), ("Box", "Rc"),
    ("Cell", "RefCell"), ("FnOnce", "FnMut"), ("FnMut", "Fn"), ("Fn", "FnMut"), ("FnMut", "FnOnce"), ("FnOnce", "Fn"), ("Send", "Sync"),
]

# Methods that take their receiver in another way.
METHOD_EXCHANGES = [
    ("iter", "into_iter"), ("iter_mut", "iter"), ("into_iter", "iter"), ("iter", "iter_mut"), ("into_iter", "iter_mut"),
    ("as_ref", "as_mut"), ("as_mut", "as_ref"), ("get", "get_mut"), ("get_mut", "get"), ("borrow", "borrow_mut"),
    ("borrow_mut", "borrow"), ("read", "write"), ("first", "first_mut"), ("last", "last_mut"), ("take", "as_mut"), ("drain", "iter"),
    ("keys", "into_keys"), ("values", "values_mut"), ("values_mut", "values"), ("as_str", "to_string"), ("chars", "into_bytes"),
]

# Calls that make something of one's own of what is only borrowed.
COPIES = {
    "clone", "to_string", "to_owned", "to_vec", "cloned", "copied", "as_ref", "as_mut", "iter", "as_deref", "as_str", "take", "collect",
    "as_slice", "unwrap", "borrow", "borrow_mut", "into",
}


class Token:
    __slots__ = ("kind", "text", "start", "end", "mate", "depth")

    def __init__(self, kind, text, start, end):
        self.kind, self.text, self.start, self.end = kind, text, start, end
        self.mate = None
        self.depth = 0


def tokenize(source):
    tokens = []
    for match in TOKEN.finditer(source):
        if match.lastgroup != "space" and match.group("space") is None:
            kind = next(k for k in ("string", "lifetime", "ident", "number", "punct") if match.group(k) is not None)
            tokens.append(Token(kind, match.group(), match.start(), match.end()))
    open_brackets = []
    for index, token in enumerate(tokens):
        if token.text in CLOSERS and token.kind == "punct":
            token.depth = len(open_brackets)
            open_brackets.append(index)
        elif token.kind == "punct" and token.text in ")]}":
            if open_brackets:
                mate = open_brackets.pop()
                token.mate, tokens[mate].mate = mate, index
            token.depth = len(open_brackets)
        else:
            token.depth = len(open_brackets)
    return tokens


class Function:
    """A body: the range of its tokens, its variables, its statements by block."""

    def __init__(self, start, body_open, body_close):
        self.start, self.body_open, self.body_close = start, body_open, body_close
        self.variables = []
        self.blocks = []


def functions_of(tokens):
    found = []
    for index, token in enumerate(tokens):
        if token.text != "fn" or index + 1 >= len(tokens) or tokens[index + 1].kind != "ident":
            continue
        at = index
        while at < len(tokens) and tokens[at].text not in ("{", ";"):
            at = tokens[at].mate + 1 if tokens[at].text in ("(", "[") and tokens[at].mate else at + 1
        if at < len(tokens) and tokens[at].text == "{" and tokens[at].mate:
            function = Function(index, at, tokens[at].mate)
            function.variables = variables_of(tokens, function)
            function.blocks = blocks_of(tokens, function)
            found.append(function)
    return found


def variables_of(tokens, function):
    """Names bound by parameters, `let`, `for`, closures and patterns, as far as tokens tell."""
    names = []
    for index in range(function.start + 2, function.body_close):
        token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
        if token.kind != "ident" or token.text in KEYWORDS or not token.text[0].islower():
            continue
        is_parameter = index < function.body_open and after.text == ":" and before.text in ("(", ",", "mut")
        is_local = index > function.body_open and (
            before.text in ("let", "for", "ref", "|") or before.text == "mut" and tokens[index - 2].text in ("let", "for", "(", ",", "ref", "|")
            or before.text in ("(", ",") and after.text in (")", ",", "in") and after.text == "in")
        if (is_parameter or is_local) and token.text not in names:
            names.append(token.text)
    return names


def blocks_of(tokens, function):
    """The statements of each block in the body: lists of (first token, last token)."""
    blocks = []
    for index in range(function.body_open, function.body_close):
        token = tokens[index]
        if token.text != "{" or not token.mate:
            continue
        before = tokens[index - 1]
        inner = [t for t in tokens[index + 1 : token.mate] if t.depth == token.depth + 1]
        is_match = any(t.text == "=>" for t in inner)
        is_literal = before.kind == "ident" and before.text not in KEYWORDS and not any(t.text == ";" for t in inner) and index != function.body_open
        if is_match or is_literal or not inner:
            continue
        statements = []
        first = index + 1
        at = first
        while at < token.mate:
            here = tokens[at]
            if here.text in CLOSERS and here.mate:
                at = here.mate
                here = tokens[at]
            following = tokens[at + 1]
            ends_block = (
                here.text == "}" and tokens[first].text in ("if", "for", "while", "loop", "match", "unsafe", "{", "fn", "struct", "impl")
                and following.text not in (".", "?", "else", ")", ",", "{"))
            if here.text == ";" or ends_block or at + 1 == token.mate:
                statements.append((first, at))
                first = at + 1
            at += 1
        blocks.append(statements)
    return blocks


def mutations(source):
    """Every mutation of a program, in a fixed order: (kind, [(start, end, replacement), …])."""
    tokens = tokenize(source)
    functions = functions_of(tokens)
    yield from token_mutations(source, tokens)
    for function in functions:
        yield from statement_mutations(source, tokens, function)
        yield from variable_mutations(source, tokens, function)


def token_mutations(source, tokens):
    lifetimes = []
    for token in tokens:
        if token.kind == "lifetime" and token.text not in lifetimes:
            lifetimes.append(token.text)
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text == "mut" and after is not None and before is not None:
            yield ("drop-mut", [(token.start, after.start, "")])
            if before.text == "&":
                yield ("drop-reference", [(before.start, after.start, "")])
        if token.text == "&" and after is not None and before is not None:
            is_binary = before.kind in ("number", "string") or before.kind == "ident" and before.text not in KEYWORDS or before.text in (")", "]")
            if not is_binary and after.text != "mut" and after.kind != "lifetime":
                yield ("reference-to-mut", [(token.end, token.end, "mut ")])
                yield ("drop-reference", [(token.start, token.end, "")])
            elif not is_binary and after.kind == "lifetime":
                yield ("elide-lifetime", [(after.start, tokens[index + 2].start, "")])
                if tokens[index + 2].text != "mut":
                    yield ("reference-to-mut", [(after.end, after.end, " mut")])
        if token.text == "let" and after is not None and after.kind == "ident" and after.text != "mut" and after.text[0].islower():
            yield ("add-mut", [(after.start, after.start, "mut ")])
        if token.text == "move" and after is not None and after.text in ("|", "||"):
            yield ("drop-move", [(token.start, after.start, "")])
        if token.text in ("|", "||") and before is not None and before.text in ("(", "=", ",", "return", "{", "=>"):
            yield ("add-move", [(token.start, token.start, "move ")])
        if token.text == "ref" and after is not None:
            end = tokens[index + 2].start if after.text == "mut" else after.start
            yield ("drop-ref", [(token.start, end, "")])
        if token.text == "." and after is not None and after.text in COPIES and index + 3 < len(tokens) and tokens[index + 2].text == "(":
            yield ("drop-" + after.text.replace("_", "-"), [(token.start, tokens[tokens[index + 2].mate].end, "")])
        if token.text == "." and after is not None and index + 2 < len(tokens) and tokens[index + 2].text == "(":
            for old, new in METHOD_EXCHANGES:
                if after.text == old:
                    yield ("method-" + new.replace("_", "-"), [(after.start, after.end, new)])
        if token.text == "*" and before is not None and (before.text in ("(", "=", ",", "{", ";", "return", "+=", "-=", "!", "&", "==") or before.text in KEYWORDS):
            yield ("drop-deref", [(token.start, token.end, "")])
        if token.kind == "lifetime" and before is not None and after is not None:
            if before.text in (":", "+"):
                yield ("drop-bound", [(before.start, token.end, "")])
            if token.text != "'static" and before.text not in ("<", ","):
                yield ("lifetime-static", [(token.start, token.end, "'static")])
            if before.text not in ("for",) and after.text != ":":
                for other in lifetimes:
                    if other != token.text and other != "'static":
                        yield ("other-lifetime", [(token.start, token.end, other)])
                if token.text != "'_":
                    yield ("anonymous-lifetime", [(token.start, token.end, "'_")])
        if token.text in ("Send", "Sync", "Copy", "Clone") and before is not None and before.text == "+":
            yield ("drop-" + token.text.lower(), [(before.start, token.end, "")])
        if token.text in ("Copy", "Clone") and before is not None and before.text in ("(", ",") and after is not None and after.text in (")", ","):
            yield ("drop-derive", [(token.start, after.end if after.text == "," else token.end, "")])
        if token.text == "self" and before is not None and before.text == "mut" and tokens[index - 2].text == "&":
            yield ("self-shared", [(before.start, token.start, "")])
            yield ("self-owned", [(tokens[index - 2].start, token.start, "")])
        if token.text == "self" and before is not None and before.text == "&":
            yield ("self-owned", [(before.start, before.end, "")])
        if token.text == "self" and before is not None and before.text == "(" and index >= 3 and tokens[index - 3].text == "fn":
            yield ("self-borrowed", [(token.start, token.start, "&")])
            yield ("self-mutable", [(token.start, token.start, "&mut ")])
        if token.text == "fn" and before is not None and before.text in ("{", "}", ";", "pub", "]"):
            yield ("const-fn", [(token.start, token.start, "const ")])
        if token.text in ("unsafe",) and after is not None and after.text == "{":
            yield ("drop-unsafe", [(token.start, after.start, "")])
    for old, new in EXCHANGES:
        places = [t for t in tokens if t.kind == "ident" and t.text == old]
        if places:
            yield (f"all-{old}-{new}".lower(), [(t.start, t.end, new) for t in places])
            for token in places[:6]:
                yield (f"one-{old}-{new}".lower(), [(token.start, token.end, new)])


def statement_mutations(source, tokens, function):
    for statements in function.blocks:
        for position, (first, last) in enumerate(statements):
            start, end = tokens[first].start, tokens[last].end
            text = source[start:end]
            is_let = tokens[first].text == "let"
            is_item = tokens[first].text in ("fn", "struct", "impl", "use", "const", "static", "enum", "trait", "#")
            if is_item:
                continue
            yield ("delete-statement", [(start, end, "")])
            if text.endswith((";", "}")):
                yield ("repeat-statement", [(end, end, " " + text)])
            if not is_let and text.endswith(";"):
                yield ("into-loop", [(start, start, "for _ in 0..2 { "), (end, end, " }")])
                yield ("into-closure", [(start, start, "let closure = || { "), (end, end, " }; closure();")])
                yield ("into-mut-closure", [(start, start, "let mut closure = || { "), (end, end, " }; closure(); closure();")])
                yield ("into-move-closure", [(start, start, "let closure = move || { "), (end, end, " }; closure();")])
                yield ("into-thread", [(start, start, "std::thread::spawn(move || { "), (end, end, " });")])
                yield ("into-borrowing-thread", [(start, start, "std::thread::spawn(|| { "), (end, end, " });")])
                yield ("into-scope", [(start, start, "std::thread::scope(|s| { s.spawn(|| { "), (end, end, " }); });")])
                yield ("into-condition", [(start, start, "if std::env::args().count() > 3 { "), (end, end, " }")])
                yield ("into-block", [(start, start, "{ "), (end, end, " }")])
            if is_let:
                equals = next((i for i in range(first, last) if tokens[i].text == "=" and tokens[i].depth == tokens[first].depth), None)
                if equals is not None:
                    yield ("uninitialise", [(tokens[equals - 1].end, tokens[last].start, "")])
                    pattern_end = next((i for i in range(first, equals) if tokens[i].text == ":"), equals)
                    pattern = source[tokens[first].end : tokens[pattern_end - 1].end].strip()
                    if re.fullmatch(r"(mut )?\w+", pattern):
                        name = pattern.removeprefix("mut ")
                        yield ("assign-later", [(tokens[equals].start, tokens[equals].end, f"; if std::env::args().count() > 3 {{ {name} ="), (end, end, " }")])
                        yield ("inner-scope", [(start, end, f"let {pattern}; {{ let inner = {source[tokens[equals].end:tokens[last].start].strip()}; {name} = inner; }}")])
                        yield ("borrow-of-inner", [(tokens[equals].end, tokens[last].start, f" &{{ let inner = {source[tokens[equals].end:tokens[last].start].strip()}; inner }}")])
            if position + 1 < len(statements):
                second_first, second_last = statements[position + 1]
                second = source[tokens[second_first].start : tokens[second_last].end]
                if text.endswith((";", "}")) and second.endswith((";", "}")):
                    yield ("swap-statements", [(start, tokens[second_last].end, second + " " + text)])
            if not text.endswith(";") and position + 1 == len(statements) and not text.endswith("}"):
                yield ("reference-of-result", [(start, start, "&")])
                yield ("result-by-local", [(start, start, "let result = "), (end, end, "; result")])


def variable_mutations(source, tokens, function):
    names = function.variables + (["self"] if any(t.text == "self" for t in tokens[function.start : function.body_open]) else [])
    for name in names:
        for statements in function.blocks:
            users = []
            for position, (first, last) in enumerate(statements):
                uses = [
                    i for i in range(first, last + 1)
                    if tokens[i].text == name and tokens[i - 1].text not in (".", "let", "mut", "::") and tokens[i].kind == "ident"]
                if uses and tokens[first].text not in ("fn", "struct", "impl", "use"):
                    users.append((position, first, last, uses))
            for position, first, last, uses in users:
                start, end = tokens[first].start, tokens[last].end
                yield ("move-before", [(start, start, f"let moved = {name}; ")])
                yield ("drop-before", [(start, start, f"drop({name}); ")])
                yield ("deref-move", [(start, start, f"let moved = *{name}; ")])
                yield ("captured-before", [(start, start, f"let captured = move || {{ let inner = {name}; }}; ")])
                yield ("thread-before", [(start, start, f"std::thread::spawn(move || {{ let inner = &{name}; }}); ")])
                text = source[start:end]
                if text.endswith((";", "}")):
                    yield ("second-mut", [(start, start, f"let second = &mut {name}; "), (end, end, " let used = &*second;")])
                    yield ("shared-across", [(start, start, f"let shared = &{name}; "), (end, end, " let used = &*shared;")])
                    yield ("closure-across", [(start, start, f"let across = || {{ let inner = &{name}; }}; "), (end, end, " across();")])
                    yield ("mut-closure-across", [(start, start, f"let mut across = || {{ let inner = &mut {name}; }}; "), (end, end, " across();")])
                    yield ("drop-after", [(end, end, f" drop({name});")])
                for use in uses[:3]:
                    before = tokens[use - 1].text
                    if tokens[use + 1].text != ":":
                        yield ("borrow-use", [(tokens[use].start, tokens[use].start, "&")])
                        yield ("mut-borrow-use", [(tokens[use].start, tokens[use].start, "&mut ")])
                        yield ("deref-use", [(tokens[use].start, tokens[use].start, "*")])
                    for other in names:
                        if other != name and before not in ("&", "."):
                            yield ("other-variable", [(tokens[use].start, tokens[use].end, other)])


def apply(source, edits):
    pieces = []
    at = 0
    for start, end, replacement in edits:
        pieces.append(source[at:start])
        pieces.append(replacement)
        at = end
    pieces.append(source[at:])
    return "".join(pieces)
