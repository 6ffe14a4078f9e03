"""The codes of diagnostics about a site, which `sstc explain` has.

The first sentence says what was found, the second one what to do.
"""

SITE_CODES = {
    "E781": "a file of the site has an e-mail address that is not the public one of an organiser. "
    "Delete it from the texts of the data file, or add it as `email` of an organiser",
    "E782": "a file of the site has a telephone number. Delete it from the texts of the data file",
    "E783": "a file of the site has a passcode, a link to join that is private, or a link with a "
    "secret in it. Write the link under `join`, or leave the secret out of it, then publish again",
    "E784": "a link of the site leads to a file or a place in a page that does not exist. Build "
    "the site again, or correct the template",
    "E785": "a link of the site has another scheme than `https`, `http`, `mailto` and `webcal`. "
    "Correct the link",
    "E786": "a page of the site needs something that its own policy blocks: a script or a style "
    "inside the page, or a file from another address. Correct the template",
    "W787": "a file of the site is too large for a slow network. Shorten the texts or the "
    "template, or make the picture smaller",
    "W788": "a page of the site is missing in a language, or has another language than its folder. "
    "Build the site again, or correct the template",
    "W789": "the site is a draft, which shows what is not published. Publish it with `sstc release "
    "publish`, then build the site again",
}
