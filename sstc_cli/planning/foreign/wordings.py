"""What columns of schedules are called, in seven languages.

`webinar` is what a whole webinar is called, `talk` what one talk is called, and `title` what both
are called.
"""

from sstc_cli.planning.foreign.facts import Fact

WORDINGS: dict[Fact, dict[str, str]] = {
    Fact.NUMBER: {
        "en": "no|no.|nr|number|#|s. no|s/n|sl. no|serial number|session no|session number|"
        "webinar no|webinar number|lecture no|session id|sessionid|id|order|item",
        "zh": "序号|编号|场次|期数|期次|号|讲次",
        "fr": "n°|nº|numéro|num|n° de séance",
        "es": "n.º|núm|número|nro",
        "pt": "n.º|número|núm|nº da sessão",
        "ru": "№|№ п/п|номер|п/п",
        "ar": "رقم|الرقم|م|رقم الندوة|ت",
    },
    Fact.DATE: {
        "en": "date|dates|day|day and date|date and time|date & time|date/time|when|session date|"
        "webinar date|event date|start date|date of webinar|proposed date|training date",
        "zh": "日期|时间日期|日期时间|举办日期|会议日期|日期和时间|开课日期|培训日期|直播日期",
        "fr": "date|jour|dates|date et heure|date de la séance|jour et date|date du webinaire",
        "es": "fecha|fechas|día|fecha y hora|fecha de la sesión|día y fecha",
        "pt": "data|datas|dia|data e hora|data da sessão|data e horário|data do webinário",
        "ru": "дата|день|даты|дата и время|дата проведения|дата вебинара",
        "ar": "التاريخ|تاريخ|اليوم والتاريخ|التاريخ والوقت|تاريخ الندوة",
    },
    Fact.WEEKDAY: {
        "en": "weekday|day of the week|day of week|week day",
        "zh": "星期|周|星期几|周几",
        "fr": "jour de la semaine|jour de semaine",
        "es": "día de la semana|día de semana",
        "pt": "dia da semana",
        "ru": "день недели",
        "ar": "اليوم|يوم الأسبوع|يوم",
    },
    Fact.STARTS: {
        "en": "start|starts|start time|starttime|from|begin|begins|beginning|starting time|"
        "session start|start date and time|begin time",
        "zh": "开始|开始时间|起始时间|开始日期时间",
        "fr": "début|heure de début|de|commence|heure début",
        "es": "inicio|hora de inicio|comienzo|desde|hora inicio|hora de comienzo",
        "pt": "início|hora de início|começo|horário de início|hora início",
        "ru": "начало|время начала|с|начинается",
        "ar": "البداية|وقت البدء|بداية|من|وقت البداية|ساعة البدء",
    },
    Fact.ENDS: {
        "en": "end|ends|end time|endtime|to|until|finish|finishes|session end|finish time",
        "zh": "结束|结束时间|终止时间",
        "fr": "fin|heure de fin|à|heure fin",
        "es": "fin|hora de fin|final|hasta|hora fin|término|hora de finalización|hora de término",
        "pt": "fim|hora de fim|término|horário de término|hora fim|hora de término",
        "ru": "конец|окончание|время окончания|по|до",
        "ar": "النهاية|وقت الانتهاء|نهاية|إلى|وقت النهاية|ساعة الانتهاء",
    },
    Fact.TIME: {
        "en": "time|times|hours|hour|time slot|timeslot|timing|schedule|slot|time of day",
        "zh": "时间|时段|时间段|具体时间|会议时间|培训时间|直播时间",
        "fr": "heure|horaire|heures|horaires|créneau",
        "es": "hora|horario|horas|horarios|franja horaria",
        "pt": "hora|horário|horas|horários",
        "ru": "время|время проведения|часы",
        "ar": "الوقت|وقت|الساعة|التوقيت|الزمن",
    },
    Fact.ZONE: {
        "en": "time zone|timezone|zone|tz",
        "zh": "时区",
        "fr": "fuseau horaire|fuseau",
        "es": "zona horaria|huso horario",
        "pt": "fuso horário|fuso",
        "ru": "часовой пояс|часовая зона",
        "ar": "المنطقة الزمنية",
    },
    Fact.MINUTES: {
        "en": "duration|length|minutes|duration (min)|mins|dur",
        "zh": "时长|时长(分钟)|分钟|课时|持续时间",
        "fr": "durée|durée (min)|minutes",
        "es": "duración|duración (min)|minutos",
        "pt": "duração|duração (min)|minutos",
        "ru": "длительность|продолжительность|минут|мин",
        "ar": "المدة|مدة|الدقائق|المدة بالدقائق",
    },
    Fact.WEBINAR: {
        "en": "webinar|webinar title|seminar|event|event title|session|session title|session name|"
        "name of session|course|course title|training|training title|"
        "name of webinar|webinar topic|title of webinar|seminar title|theme of webinar|class",
        "zh": "研讨会|研讨会主题|会议|会议主题|会议名称|活动|活动名称|课程|课程名称|培训主题|"
        "讲座|网络研讨会|直播主题",
        "fr": "webinaire|titre du webinaire|séminaire|séance|titre de la séance|événement|"
        "formation|session|cours|intitulé de la formation",
        "es": "seminario|seminario web|título del seminario|webinario|sesión|título de la sesión|"
        "evento|curso|capacitación|taller|título del webinario",
        "pt": "webinário|título do webinário|seminário|sessão|título da sessão|evento|curso|"
        "formação|oficina|capacitação|webinar",
        "ru": "вебинар|название вебинара|семинар|сессия|мероприятие|курс|занятие|"
        "тема вебинара|название мероприятия|тема занятия|секция",
        "ar": "الندوة|عنوان الندوة|ندوة|الجلسة|عنوان الجلسة|الدورة|الفعالية|الورشة|"
        "موضوع الندوة|عنوان الورشة",
    },
    Fact.SECTION: {
        "en": "module|module title|module name|unit|part|block|phase|track|stream|pillar|cluster|"
        "thematic area|theme area|category|series",
        "zh": "模块|单元|板块|系列|分类|阶段|专题",
        "fr": "module|volet|bloc|partie|axe|cycle|unité",
        "es": "módulo|bloque|parte|eje|unidad|ciclo",
        "pt": "módulo|bloco|parte|eixo|unidade|ciclo",
        "ru": "модуль|блок|часть|раздел|направление|цикл",
        "ar": "الوحدة|المحور|القسم|الوحدة التدريبية",
    },
    Fact.TITLE: {
        "en": "title|topic|topics|subject|theme|name|titles|topic title|content|program|programme|"
        "what|description of session|agenda|agenda item|activity",
        "zh": "题目|主题|标题|名称|议题|内容|议程|培训内容|课题",
        "fr": "titre|thème|sujet|intitulé|thématique|titres|contenu|programme|activité",
        "es": "título|tema|asunto|temas|temática|contenido|programa|actividad",
        "pt": "título|tema|assunto|temas|temática|conteúdo|programa|atividade|programação",
        "ru": "название|тема|темы|заголовок|наименование|содержание|программа|тематика",
        "ar": "العنوان|الموضوع|عنوان|موضوع|المواضيع|المحتوى|البرنامج",
    },
    Fact.TALK: {
        "en": "talk|talk title|presentation|presentation title|title of talk|paper|paper title|"
        "lecture|lecture title|title of presentation|talks|subtopic|sub-topic|contribution|"
        "title of paper|speech",
        "zh": "报告|报告题目|演讲题目|演讲主题|发言题目|分享主题|子议题|演讲|发言主题|论文题目|"
        "讲座题目|报告主题|演讲标题",
        "fr": "exposé|titre de l'exposé|intervention|présentation|titre de l'intervention|"
        "communication|titre de la présentation|conférence|sous-thème|article",
        "es": "ponencia|título de la ponencia|presentación|charla|título de la charla|"
        "conferencia|título de la presentación|subtema|comunicación|intervención",
        "pt": "palestra|título da palestra|apresentação|título da apresentação|comunicação|"
        "subtema|intervenção|conferência",
        "ru": "доклад|тема доклада|название доклада|выступление|тема выступления|лекция|"
        "презентация|тема лекции|подтема",
        "ar": "المحاضرة|عنوان المحاضرة|العرض|عنوان العرض|الورقة|المداخلة|عنوان المداخلة|"
        "الموضوع الفرعي",
    },
    Fact.SUMMARY: {
        "en": "summary|abstract|description|details|synopsis|outline|brief|overview|brief description|"
        "short description|objectives|learning objectives",
        "zh": "摘要|简介|内容简介|内容摘要|概要|内容介绍|课程简介|会议简介|说明",
        "fr": "résumé|description|présentation du thème|synthèse|détails|aperçu|objectifs",
        "es": "resumen|descripción|sinopsis|detalles|objetivos",
        "pt": "resumo|descrição|sinopse|detalhes|objetivos|ementa",
        "ru": "аннотация|описание|краткое содержание|резюме|о чём|подробности|цели",
        "ar": "ملخص|الملخص|الوصف|وصف|نبذة|التفاصيل|الأهداف",
    },
    Fact.SPEAKER: {
        "en": "speaker|speakers|speaker name|name of speaker|presenter|presenters|presenter(s)|"
        "speaker(s)|lecturer|trainer|trainers|instructor|resource person|author|authors|author(s)|"
        "panelist|panelists|panellists|expert|experts|who|teacher|guest speaker|by|facilitators",
        "zh": "讲者|主讲人|演讲人|发言人|嘉宾|演讲嘉宾|讲师|报告人|专家|主讲|授课教师|授课老师|作者|"
        "主讲嘉宾|姓名|教师|老师",
        "fr": "intervenant|intervenants|intervenante|orateur|oratrice|orateurs|conférencier|"
        "conférencière|conférenciers|formateur|formatrice|présentateur|intervenant(e)|"
        "intervenant(s)|auteur|auteurs|intervenant(e)s|animé par",
        "es": "ponente|ponentes|orador|oradora|oradores|expositor|expositora|expositores|"
        "conferencista|conferenciante|facilitadores|disertante|instructor|docente|autor|autores|"
        "ponente(s)|panelista|panelistas",
        "pt": "palestrante|palestrantes|orador|oradora|oradores|expositor|apresentador|"
        "apresentadores|formador|instrutor|docente|autor|autores|painelista|painelistas|"
        "palestrante(s)|professor",
        "ru": "спикер|спикеры|докладчик|докладчики|выступающий|выступающие|лектор|лекторы|эксперт|"
        "преподаватель|автор|авторы|фио|ф.и.о.|фио спикера|фио докладчика|тренер",
        "ar": "المتحدث|المتحدثون|المحاضر|المحاضرون|مقدم العرض|المتحدثين|الخبير|المدرب|"
        "اسم المتحدث|اسم المحاضر|المشارك|المتحدث الرئيسي|المتكلم",
    },
    Fact.ORGANISATION: {
        "en": "organisation|organization|affiliation|institution|company|employer|institute|"
        "speaker affiliation|affiliations|agency|university|entity|speaker organisation|"
        "speaker organization|org",
        "zh": "单位|机构|所属单位|工作单位|公司|所在单位|组织|学校|所属机构",
        "fr": "organisation|institution|organisme|affiliation|entreprise|structure|établissement",
        "es": "organización|institución|afiliación|entidad|empresa|organismo",
        "pt": "organização|instituição|afiliação|entidade|empresa|órgão",
        "ru": "организация|место работы|учреждение|компания|аффилиация|институт",
        "ar": "المؤسسة|الجهة|المنظمة|جهة العمل|الشركة|الانتماء|المعهد",
    },
    Fact.POSITION: {
        "en": "position|job title|function|role|speaker title|designation|speaker position|"
        "title of speaker|post",
        "zh": "职务|职位|头衔|职称",
        "fr": "fonction|poste|titre de l'intervenant|qualité",
        "es": "cargo|puesto|función|posición",
        "pt": "cargo|função|posição",
        "ru": "должность|звание|позиция",
        "ar": "المنصب|الوظيفة|المسمى الوظيفي|الصفة",
    },
    Fact.COUNTRY: {
        "en": "country|speaker country|nationality|country of speaker",
        "zh": "国家|国别|国家/地区|国籍",
        "fr": "pays|nationalité",
        "es": "país|nacionalidad",
        "pt": "país|nacionalidade",
        "ru": "страна",
        "ar": "البلد|الدولة|بلد|الجنسية",
    },
    Fact.EMAIL: {
        "en": "email|e-mail|email address|e-mail address|mail|speaker email|speaker e-mail|"
        "contact email",
        "zh": "邮箱|电子邮箱|电子邮件|邮件|邮箱地址",
        "fr": "courriel|adresse électronique|e-mail|mél|adresse e-mail",
        "es": "correo|correo electrónico|e-mail|email",
        "pt": "e-mail|correio eletrônico|correio eletrónico|email",
        "ru": "почта|эл. почта|электронная почта|e-mail|email|адрес электронной почты",
        "ar": "البريد الإلكتروني|البريد|الإيميل|بريد إلكتروني",
    },
    Fact.PHONE: {
        "en": "phone|telephone|mobile|phone number|tel|cell|mobile number|speaker phone|whatsapp",
        "zh": "电话|手机|手机号|联系电话|电话号码",
        "fr": "téléphone|tél|portable|numéro de téléphone",
        "es": "teléfono|tel|celular|móvil",
        "pt": "telefone|tel|celular|telemóvel",
        "ru": "телефон|тел|мобильный|номер телефона",
        "ar": "الهاتف|رقم الهاتف|الجوال|هاتف",
    },
    Fact.BIOGRAPHY: {
        "en": "bio|biography|speaker bio|short bio|biography of speaker|about the speaker|profile",
        "zh": "嘉宾简介|讲者简介|个人简介|专家简介|主讲人简介",
        "fr": "biographie|bio|notice biographique",
        "es": "biografía|bio|reseña biográfica|semblanza",
        "pt": "biografia|bio|minicurrículo|currículo resumido",
        "ru": "биография|о спикере|о докладчике",
        "ar": "السيرة الذاتية|نبذة عن المتحدث|السيرة",
    },
    Fact.MODERATOR: {
        "en": "moderator|moderators|chair|chairperson|session chair|facilitator|host|moderated by|"
        "chaired by|moderator(s)",
        "zh": "主持人|主持|会议主持",
        "fr": "modérateur|modératrice|animateur|animatrice|président de séance|modération",
        "es": "moderador|moderadora|presidente de sesión|facilitador|facilitadora|modera|moderación",
        "pt": "moderador|moderadora|mediador|mediadora|facilitador|facilitadora|moderação",
        "ru": "модератор|ведущий|ведущая|председатель",
        "ar": "مدير الجلسة|الميسر|رئيس الجلسة|مدير الندوة|المنسق|مدير الحوار",
    },
    Fact.INTERPRETATION: {
        "en": "language|languages|interpretation|language of webinar|session language|lang",
        "zh": "语言|语种|工作语言|会议语言",
        "fr": "langue|langues|interprétation|langue de travail",
        "es": "idioma|idiomas|lengua|interpretación",
        "pt": "idioma|idiomas|língua|interpretação",
        "ru": "язык|языки|перевод|рабочий язык",
        "ar": "اللغة|اللغات|لغة|الترجمة",
    },
    Fact.REGISTER: {
        "en": "registration|registration link|register|register here|link to register|sign up|"
        "sign-up link|registration url|rsvp|registration form",
        "zh": "报名链接|注册链接|报名|报名地址|注册|报名方式",
        "fr": "inscription|lien d'inscription|s'inscrire|formulaire d'inscription",
        "es": "inscripción|enlace de inscripción|registro|enlace de registro|inscripciones",
        "pt": "inscrição|link de inscrição|inscrições|registro|ligação de inscrição",
        "ru": "регистрация|ссылка на регистрацию|ссылка для регистрации",
        "ar": "التسجيل|رابط التسجيل|استمارة التسجيل",
    },
    Fact.JOIN: {
        "en": "join|join link|link to join|zoom|zoom link|meeting link|teams link|webinar link|"
        "teams|webex|webex link|google meet|meet link|connection link|zoom url|access link",
        "zh": "会议链接|参会链接|直播链接|入会链接|腾讯会议|会议地址|直播地址|zoom链接",
        "fr": "lien de connexion|lien zoom|lien de la réunion|lien teams|lien pour rejoindre",
        "es": "enlace de conexión|enlace zoom|enlace de acceso|enlace de la reunión|enlace de zoom",
        "pt": "link de acesso|link do zoom|link da reunião|link zoom|ligação de acesso",
        "ru": "ссылка на вебинар|ссылка на подключение|ссылка для подключения|ссылка zoom",
        "ar": "رابط الانضمام|رابط الندوة|رابط زووم|رابط الاجتماع|رابط الدخول",
    },
    Fact.PASSCODE: {
        "en": "passcode|password|meeting password|zoom passcode|access code",
        "zh": "密码|会议密码|入会密码",
        "fr": "mot de passe|code secret|code d'accès",
        "es": "contraseña|código de acceso|clave",
        "pt": "senha|código de acesso",
        "ru": "пароль|код доступа",
        "ar": "كلمة المرور|رمز الدخول|كلمة السر",
    },
    Fact.RECORDING: {
        "en": "recording|recordings|video|recording link|video link|recorded session|replay|youtube",
        "zh": "录像|回放|视频|录制|回放链接|视频链接|录播",
        "fr": "enregistrement|vidéo|rediffusion|lien vidéo|replay",
        "es": "grabación|vídeo|video|enlace de la grabación",
        "pt": "gravação|vídeo|link da gravação",
        "ru": "запись|видео|видеозапись|ссылка на запись",
        "ar": "التسجيل المرئي|الفيديو|رابط الفيديو|تسجيل الندوة",
    },
    Fact.MATERIAL: {
        "en": "slides|materials|material|handouts|presentation file|slide deck|presentation slides|"
        "documents|reading|readings",
        "zh": "课件|资料|材料|幻灯片|会议资料",
        "fr": "diapositives|supports|support|documents|diapos|supports de présentation",
        "es": "diapositivas|materiales|material|documentos",
        "pt": "slides|materiais|material|diapositivos|documentos",
        "ru": "материалы|слайды|презентация (файл)",
        "ar": "المواد|الشرائح|المادة العلمية|الوثائق",
    },
    Fact.STATUS: {
        "en": "status|state|confirmed|confirmation|webinar status",
        "zh": "状态|情况|进度|是否确认",
        "fr": "statut|état|confirmé",
        "es": "estado|estatus|confirmado",
        "pt": "status|estado|situação|confirmado",
        "ru": "статус|состояние|подтверждено",
        "ar": "الحالة|الوضع|حالة",
    },
    Fact.AUDIENCE: {
        "en": "audience|target audience|target group|participants group|for whom|target groups",
        "zh": "受众|目标受众|参加对象|培训对象|对象|面向对象",
        "fr": "public|public cible|public visé|groupe cible",
        "es": "público|público objetivo|destinatarios|público destinatario|dirigido a",
        "pt": "público|público-alvo|destinatários",
        "ru": "аудитория|целевая аудитория|для кого|целевая группа",
        "ar": "الجمهور|الفئة المستهدفة|الجمهور المستهدف",
    },
}
