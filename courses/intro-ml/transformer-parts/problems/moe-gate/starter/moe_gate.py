import numpy as np


def gate(logits, k):
    ...


def aux(logits, k):
    ...
