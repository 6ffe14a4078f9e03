"""Words for a cause in the languages of documents.

A verb such as *improved* names a cause only with what it changes: ratings improve without any.
"""

import re
from collections.abc import Iterator

_REASONS = (
    r"because|due to|led to|leads to|caused|thanks to|owing to|resulted in|result of"
    r"|grâce (?:à|aux?)|parce qu(?:e|['’]\w*)|(?:en raison|à cause) d(?:[eu]s?|['’]\w*)"
    r"|(?:a|ont) conduit (?:à|aux?)|(?:a|ont) permis"
    r"|gracias al?|porque|debido al?|condujo al?|a causa del?|ha permitido"
    r"|(?:graças|levou|devido) (?:a|à|aos?|às)|por causa d[aeo]s?|permitiu"
    r"|благодаря|потому что|из-за|прив[её]л[оаи]? к|вызвал[оаи]?"
)
_EFFECTS = (
    r"(?:improved|increased|raised|strengthened|enhanced|boosted|deepened)"
    r" (?:the )?(?:their|people['’]s|participants['’]|attendees['’]|knowledge|understanding|skills"
    r"|awareness|capacity|capacities)"
    r"|impacts? (?:was|were|is|are)(?! not)|had an? (?:\w+ )?(?:impact|effect)"
    r"|(?:a|ont) (?:amélioré|augmenté|renforcé|accru) (?:leurs?|les? (?:connaiss|compét)\w+"
    r"|la (?:compréhens|capacit)\w+)|l['’](?:impact|effet) (?:a été|est)"
    r"|(?:mejor|aument|reforz)(?:ó|aron) (?:sus?|los conocimientos|el conocimiento|las capacidades)"
    r"|(?:el impacto|el efecto) (?:fue|es)"
    r"|(?:melhor|aument|reforç)(?:ou|aram) (?:os? (?:seus?|conhecimentos?)|as? suas?)"
    r"|(?:o impacto|o efeito) (?:foi|é)"
    r"|(?:улучшил|повысил|укрепил|увеличил)[аои]? (?:их|свои|знания|навыки|уровень знаний)"
    r"|(?:влияние|воздействие|эффект) (?:был[оа]?|составил[оа]?)"
)
_UNSPACED = (
    r"因此|导致|使得|由于|促使|归功于|得益于|بسبب|بفضل|أدى إلى|أدت إلى|نتيجة"
    r"|(?:提高|提升|增强|改善|增进)了(?:他们|其|参与者|参会者|学员|听众|知识|能力)|(?:影响|效果)(?:是|为)"
    r"|(?:حسّ?نت?|عزّ?زت?|زادت?|رفعت?) (?:من )?(?:معرف|معارف|مهارات|قدرات|وعي)"
    r"|كان (?:الأثر|التأثير)"
)
_CAUSES = re.compile(rf"\b(?:{_REASONS}|{_EFFECTS})(?!\w)|{_UNSPACED}", re.IGNORECASE)


def causes_in(sentence: str) -> Iterator[str]:
    """Yield each word or phrase of a sentence that names a cause, once."""
    yield from dict.fromkeys(found[0] for found in _CAUSES.finditer(sentence))
