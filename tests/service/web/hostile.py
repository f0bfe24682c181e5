"""What people and machines put into cells and fields to no good end."""

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "{value} {0} {} {name.__class__}",
    "'; DROP TABLE known_rows; --",
    '=HYPERLINK("http://evil")',
    "\u202egnihtemos",
    "a" * 500,
    "\u0000\u0007",
    "javascript:alert(1)",
    "&lt;b&gt;&amp;",
    "%s %(name)s %n",
    "🏠" * 40,
    "\u200b\u200d\ufeff",
)
