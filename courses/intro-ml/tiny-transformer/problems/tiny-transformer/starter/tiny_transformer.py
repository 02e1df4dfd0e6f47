import numpy as np


def loss(params, tokens):
    ...


def gradients(params, tokens):
    ...
