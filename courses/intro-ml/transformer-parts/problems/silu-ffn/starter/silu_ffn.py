import numpy as np


def ffn(x, Wg, Wu, Wd):
    ...


def ffn_backward(dy, x, Wg, Wu, Wd):
    ...
