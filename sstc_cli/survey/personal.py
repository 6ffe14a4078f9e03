"""Folded headers of columns that show who or where a person is.

What survey tools record automatically is dropped. What people write about themselves is kept apart,
with the identities.
"""

# fmt: off
TECHNICAL = frozenset(
    {
        "ip", "ip address", "ipaddress", "来自ip", "ip地址", "user agent", "useragent",
        "browser", "浏览器", "device", "device id", "deviceid", "设备", "设备类型", "location",
        "location latitude", "location longitude", "locationlatitude", "locationlongitude",
        "latitude", "longitude", "gps", "geolocation", "地理位置", "位置", "network id",
        "mac address", "phone id", "phonenumber", "simserial", "subscriberid", "_geolocation",
        "country/region name", "nombre de país/región",
        "地理位置国家和地区", "地理位置省", "地理位置市", "微信openid", "openid", "操作系统",
    }
)
CONTACT = frozenset(
    {
        "first name", "last name", "surname", "family name", "given name", "name", "full name",
        "nickname", "user name", "phone", "phone number", "telephone", "mobile", "mobile phone",
        "mobile number", "whatsapp", "wechat", "wechat id", "email", "e-mail", "email address",
        "institution", "company", "employer", "job title",
        "position", "单位", "单位名称", "工作单位", "所在单位", "机构名称", "公司", "职务", "职位",
        "职称",
        "address", "passport", "passport number", "date of birth", "birthday", "姓名", "名字",
        "姓", "昵称", "微信昵称", "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话",
        "联系方式", "微信", "微信号", "邮箱", "电子邮箱", "电子邮件", "地址", "身份证",
        "身份证号", "护照号", "出生日期", "nom", "prénom", "téléphone", "nombre", "apellido",
        "apellidos", "teléfono", "имя", "фамилия", "телефон",
    }
)
