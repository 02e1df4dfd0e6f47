"""The norm at the end of the model is missing."""
import reference


def params(cfg):
    return reference.params(cfg, last=0)
