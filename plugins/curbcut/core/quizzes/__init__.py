"""Quizzes of lessons: what stands below `## 自测`, as sections of the page and as records (decision 015).

Called by the one parser: `lines.marked` before Markdown reads a lesson, `gathering.gathered` before the walk that mints
its sentences, `gathering.finished` after it. A document without a quiz never comes here. Formats take `keys.detach`.
"""
