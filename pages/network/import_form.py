"""STUB"""


def import_dialog(screen, facts): ...
