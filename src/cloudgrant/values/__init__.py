"""Small value types that know nothing of rules or programmes.

``unknown`` facts nobody has stated yet · ``paths`` places in a subject · ``problems`` what is wrong
with data · ``text`` wordings in several languages · ``locales`` which language · ``ubn`` unified
business numbers (統一編號) · ``roc_dates`` dates by the ROC calendar (民國) · ``periods`` calendar
months (曆月) · ``rest_days`` last days that are days of rest (休息日) · ``numerals`` numbers as people write
them (一百二十, 8,000萬) · ``whole_numbers`` counts as people type them · ``money`` whole dollars likewise
(新臺幣) · ``shares`` exact ratios (比率) · ``formatting`` values as people write them · ``form_text`` what a
typed text says, however it is typed · ``written_text`` what a text may not contain, and how it is kept.

Import the module you need; this package itself imports nothing.
"""
