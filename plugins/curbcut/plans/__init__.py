"""The plan of one person: `plan.yml` as a personal contents page and on paper. Nothing of it is published (decision 020).

resolving  what its steps are on this site, in the formats that come first, and what is wrong with them
document   the plan as one document: the page, the print and the plain text say the same
page       index.html: opens by double-click, needs no script
folder     all files of a plan, with the site's pages if they are to come along
private    where a plan may lie, and where it would be published
"""
