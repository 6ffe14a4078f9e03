"""The short titles of the Sustainable Development Goals, as the United Nations publish them.

https://www.un.org/sustainabledevelopment/sustainable-development-goals/ and its translations.
"""

from collections.abc import Mapping

from sstc_cli.model.text import kin

_TITLES: Mapping[str, str] = {
    "en": "No Poverty|Zero Hunger|Good Health and Well-Being|Quality Education|Gender Equality|"
    "Clean Water and Sanitation|Affordable and Clean Energy|Decent Work and Economic Growth|"
    "Industry, Innovation and Infrastructure|Reduced Inequalities|"
    "Sustainable Cities and Communities|Responsible Consumption and Production|Climate Action|"
    "Life Below Water|Life on Land|Peace, Justice and Strong Institutions|"
    "Partnerships for the Goals",
    "zh": "无贫穷|零饥饿|良好健康与福祉|优质教育|性别平等|清洁饮水和卫生设施|经济适用的清洁能源|"
    "体面工作和经济增长|产业、创新和基础设施|减少不平等|可持续城市和社区|负责任消费和生产|"
    "气候行动|水下生物|陆地生物|和平、正义与强大机构|促进目标实现的伙伴关系",
    "fr": "Pas de pauvreté|Faim « zéro »|Bonne santé et bien-être|Éducation de qualité|"
    "Égalité entre les sexes|Eau propre et assainissement|Énergie propre et d’un coût abordable|"
    "Travail décent et croissance économique|Industrie, innovation et infrastructure|"
    "Inégalités réduites|Villes et communautés durables|Consommation et production responsables|"
    "Mesures relatives à la lutte contre les changements climatiques|Vie aquatique|"
    "Vie terrestre|Paix, justice et institutions efficaces|"
    "Partenariats pour la réalisation des objectifs",
    "es": "Fin de la pobreza|Hambre cero|Salud y bienestar|Educación de calidad|"
    "Igualdad de género|Agua limpia y saneamiento|Energía asequible y no contaminante|"
    "Trabajo decente y crecimiento económico|Industria, innovación e infraestructura|"
    "Reducción de las desigualdades|Ciudades y comunidades sostenibles|"
    "Producción y consumo responsables|Acción por el clima|Vida submarina|"
    "Vida de ecosistemas terrestres|Paz, justicia e instituciones sólidas|"
    "Alianzas para lograr los objetivos",
    "ru": "Ликвидация нищеты|Ликвидация голода|Хорошее здоровье и благополучие|"
    "Качественное образование|Гендерное равенство|Чистая вода и санитария|"
    "Недорогостоящая и чистая энергия|Достойная работа и экономический рост|"
    "Индустриализация, инновации и инфраструктура|Уменьшение неравенства|"
    "Устойчивые города и населённые пункты|Ответственное потребление и производство|"
    "Борьба с изменением климата|Сохранение морских экосистем|Сохранение экосистем суши|"
    "Мир, правосудие и эффективные институты|Партнёрство в интересах устойчивого развития",
    "ar": "القضاء على الفقر|القضاء التام على الجوع|الصحة الجيدة والرفاه|التعليم الجيد|"
    "المساواة بين الجنسين|المياه النظيفة والنظافة الصحية|طاقة نظيفة وبأسعار معقولة|"
    "العمل اللائق ونمو الاقتصاد|الصناعة والابتكار والهياكل الأساسية|الحد من أوجه عدم المساواة|"
    "مدن ومجتمعات محلية مستدامة|الاستهلاك والإنتاج المسؤولان|العمل المناخي|"
    "الحياة تحت الماء|الحياة في البر|السلام والعدل والمؤسسات القوية|عقد الشراكات لتحقيق الأهداف",
    "pt-PT": "Erradicar a pobreza|Erradicar a fome|Saúde de qualidade|Educação de qualidade|"
    "Igualdade de género|Água potável e saneamento|Energias renováveis e acessíveis|"
    "Trabalho digno e crescimento económico|Indústria, inovação e infraestruturas|"
    "Reduzir as desigualdades|Cidades e comunidades sustentáveis|"
    "Produção e consumo sustentáveis|Ação climática|Proteger a vida marinha|"
    "Proteger a vida terrestre|Paz, justiça e instituições eficazes|"
    "Parcerias para a implementação dos objetivos",
    "pt": "Erradicação da pobreza|Fome zero e agricultura sustentável|Saúde e bem-estar|"
    "Educação de qualidade|Igualdade de gênero|Água potável e saneamento|"
    "Energia limpa e acessível|Trabalho decente e crescimento econômico|"
    "Indústria, inovação e infraestrutura|Redução das desigualdades|"
    "Cidades e comunidades sustentáveis|Consumo e produção responsáveis|"
    "Ação contra a mudança global do clima|Vida na água|Vida terrestre|"
    "Paz, justiça e instituições eficazes|Parcerias e meios de implementação",
}


def sdg_title(number: int, language: str) -> str:
    """Return the short title of a goal, in English if this module lacks the language."""
    titles = next((_TITLES[code] for code in kin(language) if code in _TITLES), _TITLES["en"])
    return titles.split("|")[number - 1]
