"""A start of the worker and what a page soon asks of it: what this imports comes first (core/build/bytecode.py)."""

import time

from core.engine import Engine

engine = Engine(time.perf_counter)
engine.start("")
engine.train(None)
engine.slice(0.01)
engine.frame({"surface": 8, "costs": 0, "cells": True, "point": [0.5, 0.5]})
engine.program("fast")
engine.pause()
engine.snapshots()
engine.formula("a + b", "target")
engine.export("run")
