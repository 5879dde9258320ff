"""What the programs that try other people's clients count and expect."""

passed = failed = 0


def check(name, body):
    global passed, failed
    try:
        body()
    except Exception as problem:  # noqa: BLE001 - whatever a client throws is a failed check
        failed += 1
        print(f"FAILED  {name}: {type(problem).__name__}: {problem}")
    else:
        passed += 1
        print(f"ok      {name}")


def expect(condition, text):
    if not condition:
        raise AssertionError(text)


def equal(found, wanted):
    expect(found == wanted, f"found {found!r}, wanted {wanted!r}")
