#!/usr/bin/python3
"""kills.py HEARBACK N: hearback and its helper killed in the middle of sending, first at every state of the dialogue,
then N times at random moments, and resumed as a person would.  No letter may arrive twice, none may be lost, and
wherever it is not known whether one went out, that must be said."""
import os
import random
import signal
import subprocess
import sys
import threading
import time

from seeker import Seeker
from smtp_server import Proxy, Server

STATES = ["connect", "EHLO", "MAIL", "RCPT", "DATA", "reply 354", "body", "dot", "reply 250 after"]
WHOM = ["hearback", "helper", "both"]
tally = {"sent at once": 0, "not sent, sent later": 0, "unknown, had arrived": 0, "unknown, had not": 0}


def helpers_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def kill(process, whom):
    """SIGKILL; what has ended already cannot be killed, and that is as good."""
    helpers = helpers_of(process.pid)
    victims = {"hearback": [process.pid], "helper": helpers, "both": [process.pid] + helpers}[whom]
    for pid in victims:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def start(ada, words):
    return subprocess.Popen(ada.command(*words), env=ada.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def faults_of(ada, server, mine):
    """What is wrong so far: more copies than one, or a state that says what is not so."""
    letters, copies = ada.letters(), len(mine())
    contacts = ada.contacts()
    if copies > 1:
        return f"arrived {copies} times"
    for l in letters:
        known = l["state"] in ("sent", "ready", "sending")
        if known and (l["state"] == "sent") != (copies == 1):
            return f"{l['state']}, and arrived {copies} times"
        if not known and not l["unknown"]:
            return f"stands as {l['state']}"
    if not letters and copies:
        return "arrived, and nobody knows"
    sent = sum(1 for l in letters if l["state"] == "sent")
    return None if len(contacts) == sent else f"{len(contacts)} contacts for {sent} letters sent"


def finish(ada, server, mine):
    """As a person would go on, until the letter has arrived.  Returns a fault, or None."""
    first = True
    for _ in range(6):
        server.quiet()
        fault = faults_of(ada, server, mine)
        if fault:
            return fault
        letters, copies = ada.letters(), len(mine())
        state = letters[-1]["state"] if letters else "none"
        if state == "sent":
            tally["sent at once"] += first
            return None
        number = str(letters[-1]["id"]) if letters else "0"
        if state == "none":
            ada.run(*ada.send_words())
            tally["not sent, sent later"] += 1
        elif state in ("ready", "sending"):
            ada.run("send", "--again", number, "--yes")
            tally["not sent, sent later"] += first
        else:
            # nothing may send it again before somebody has said how it was
            if ada.run("send", "--again", number, "--yes") == 0 or ada.run(*ada.send_words()) == 0:
                return "was sent again though nobody knew"
            if len(mine()) != copies:
                return "went again though nobody knew"
            tally["unknown, had arrived" if copies else "unknown, had not"] += 1
            if "may or may not" not in (ada.run("today"), ada.out)[1]:
                return "today says nothing of it"
            ada.run("send", "--was-sent" if copies else "--was-not-sent", number)
        first = False
    return f"never arrives: {ada.err}"


def one(server, port, killer):
    """One letter; killer(process) kills when it sees fit.  Returns a fault, or None."""
    with Seeker() as ada:
        before = len(server.handler.messages)
        ada.account(port)
        process = start(ada, ada.send_words())
        killer(process)
        process.wait(60)
        return finish(ada, server, lambda: server.handler.messages[before:])


def at_every_state(server):
    faults = cases = 0
    for state in STATES:
        for whom in WHOM:
            process, done, body = [], [], []

            def event(name):
                if name == "dot":
                    body.append(True)
                here = name == state or (state == "reply 250 after" and name == "reply 250" and body)
                if here and not done:
                    done.append(True)
                    while not process:
                        time.sleep(0.001)
                    kill(process[0], whom)
                return None

            with Proxy(server.port, event) as proxy:
                fault = one(server, proxy.port, process.append)
            cases += 1
            if fault or not done:
                faults += 1
                print(f"{whom} killed at {state}: {fault or 'it never came to that'}")
    return cases, faults


def slow(server):
    """So that the moments that count are not too short to be hit."""
    server.handler.waits.update({"EHLO": 0.001, "MAIL": 0.001, "RCPT": 0.002, "DATA": 0.006, "REPLY": 0.006})


def how_long():
    with Server() as server, Seeker() as ada:
        slow(server)
        ada.account(server.port)
        begin = time.monotonic()
        ada.run(*ada.send_words())
        return time.monotonic() - begin


def any_time(server, dice, usual):
    """From before it begins until after it has ended."""
    def killer(process):
        time.sleep(dice.uniform(0, usual * 1.1))
        kill(process, dice.choice(WHOM))

    return one(server, server.port, killer)


def in_the_dialogue(server, dice, usual):
    """Some moment after the line was taken up: programs take longer to start than to speak."""
    process, timers = [], []

    def event(name):
        if name == "connect" and not timers:
            timers.append(threading.Timer(dice.uniform(0, 0.03), lambda: kill(process[0], dice.choice(WHOM))))
            while not process:
                time.sleep(0.001)
            timers[0].start()

    with Proxy(server.port, event) as proxy:
        fault = one(server, proxy.port, process.append)
    for timer in timers:
        timer.join()
    return fault


def at_random(server, n, usual):
    faults = 0
    slow(server)
    for i in range(n):
        seed = random.getrandbits(32)
        dice = random.Random(seed)
        fault = (any_time if i % 3 == 0 else in_the_dialogue)(server, dice, usual)
        if fault:
            faults += 1
            print(f"random kill {i} (seed {seed}): {fault}")
    return n, faults


def main():
    n, usual = int(sys.argv[2]) if len(sys.argv) > 2 else 100, how_long()
    jobs = [at_every_state] + [lambda server, part=part: at_random(server, part, usual) for part in (n // 2, n - n // 2)]
    results, twice = [], []

    def work(job):
        with Server() as server:
            results.append(job(server))
            twice.append(sum(1 for count in server.handler.taken.values() if count > 1))

    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cases, faults = (sum(column) for column in zip(*results))
    faults += sum(twice) + (len(jobs) - len(results))
    print(f"{cases} kills; {sum(twice)} arrived twice; " + ", ".join(f"{name}: {count}" for name, count in tally.items()))
    print(f"{cases - min(faults, cases)} passed, {faults} failed")
    return 1 if faults else 0


sys.exit(main())
