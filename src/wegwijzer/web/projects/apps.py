"""Collective projects: a proposal, the firms that are asked first, and what becomes of it."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Registers collective projects with Django."""

    name = "wegwijzer.web.projects"
    label = "projects"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.kept_elsewhere import Kept, keeps
        from wegwijzer.web.projects import kept

        keeps(Kept(key="projects", tell=kept.tell, forget=kept.forget, word=kept.word))
