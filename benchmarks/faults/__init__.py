"""Faults that an installation must survive, each made on purpose: nothing lost, nothing twice, a clear state after it.

    python -m benchmarks faults                       # all of them, in turn
    python -m benchmarks faults database_away --count 200

Everything runs on this machine, in folders and on ports of its own. The results are in docs/reliability.md.
"""
