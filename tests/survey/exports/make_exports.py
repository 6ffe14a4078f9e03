"""Write the workbooks among the exports: `python tests/survey/exports/make_exports.py`, by hand.

They have the shapes of the tools' own exports; the people in them do not exist.
"""

import csv
import io
import json
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

from sstc_cli.sheets.xlsx import write_workbook

HERE = Path(__file__).parent

FORMS_EN = [
    ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time",
     "Do you agree that the organisers keep your answers to evaluate this webinar series?",
     "Email2", "Gender", "Points - Gender", "Feedback - Gender",
     "How satisfied are you with the content?",
     "What was most useful to you? Choose all that apply.", "Device"],
    [1.0, datetime(2020, 10, 9, 17, 2), datetime(2020, 10, 9, 17, 5, 30), "anonymous", "", "",
     "Yes, I agree", "one@example.org", "Woman", "", "", "Very satisfied",
     "Talks, lectures and presentations;New contacts for cooperation;", "Phone"],
    [2.0, datetime(2020, 10, 9, 17, 3), datetime(2020, 10, 9, 17, 9), "anonymous", "", "",
     "Yes, I agree", "", "Prefer not to say", "", "", 3.0, "The music, and the jokes;", "Tablet"],
    [3.0, datetime(2020, 10, 9, 17, 4), datetime(2020, 10, 9, 17, 7), "anonymous", "", "",
     "No, I do not agree", "three@example.org", "Man", "", "", 1.0, "", "Phone"],
]  # fmt: skip
FORMS_ZH = [
    ["ID", "开始时间", "完成时间", "电子邮件", "姓名", "上次修改时间",
     "您是否同意主办方为评估本系列网络研讨会而保存您的回答？", "1. 您在哪个国家工作？", "您的性别*",
     "您对研讨会内容的满意度如何？", "哪些内容对您最有帮助？可多选。"],
    [1.0, datetime(2020, 10, 9, 17, 2), datetime(2020, 10, 9, 17, 5), "yi@example.org", "样例一",
     "", "同意", "中国", "女", 5.0, "演讲、讲座和报告;结识新的合作伙伴;"],
    [2.0, datetime(2020, 10, 9, 17, 3), datetime(2020, 10, 9, 17, 6), "匿名", "", "",
     "同意", "肯尼亚", "男", "满意", "问答与城市间对话;"],
]  # fmt: skip
WORKBOOK = [
    ["webinar", "consent", "full_name", "email", "country", "gender", "content", "most_useful"],
    ["Webinar", "Consent", "Your full name", "Your e-mail address", "Country", "Gender",
     "How satisfied are you with the content?",
     "What was most useful to you? Choose all that apply."],
    [7.0, "yes", "Sample One", "one@example.org", "NA", "woman", 4.0, "talks;cases"],
    ["Webinar 8", "yes", "样例二", "two@example.org", "NO", "其他", "5",
     "Talks, lectures and presentations, 其他城市的良好做法"],
]  # fmt: skip
PLAIN = [
    ["Sustainable Logistic Solutions in Cross-Border E-Commerce: Spotlighting Good Practices of "
     "City-to-City Cooperation"],
    [],
    ["No.", "Country / 国家", "Q2. Gender:", "E-mail", "Content", "Mobile", "IP Address"],
    [1.0, "Côte d’Ivoire", "Female / 女", "one@example.org", 4.0, "+225 00 00 00", "192.0.2.1"],
    [2.0, "Congo", "Man", "TWO@example.org\u00a0", "5 - Very satisfied", "", "192.0.2.2"],
    ["", "", "\u00a0", "", "", "", ""],
]  # fmt: skip

CONSENT = "Do you agree that the organisers keep your answers to evaluate this webinar series?"
USEFUL = "What was most useful to you? Choose all that apply."
CONTENT = "How satisfied are you with the content?"
LIKELY = "How likely are you to recommend this series to a colleague?"
BETTER = "What should we do better next time?"
TALKS, CONTACTS = "Talks, lectures and presentations", "New contacts for cooperation"
CONSENT_ZH = "您是否同意主办方为评估本系列网络研讨会而保存您的回答？"
USEFUL_ZH = "哪些内容对您最有帮助？可多选。"

# names, with the choices in one column and in one column each, in a group
KOBO_NAMES = [
    ["start", "end", "deviceid", "intro", "consent", "email", "country", "gender",
     "ratings/content", "ratings/recommend", "most_useful", "most_useful/talks",
     "most_useful/contacts", "comment", "_id", "_uuid", "_submission_time", "_validation_status",
     "_notes", "_status", "_submitted_by", "__version__", "_tags", "_index"],
    ["2020-10-09T20:00:00.000+03:00", "2020-10-09T20:04:00.000+03:00", "collect:abc", "", "yes",
     "one@example.org", "KE", "woman", "5", "10", "talks contacts", "1", "1", "", 101.0,
     "11111111-1111-4111-8111-111111111111", "2020-10-09T17:05:10", "", "", "submitted_via_web",
     "", "vA", "", 1.0],
    ["2020-10-09T20:01:00.000+03:00", "2020-10-09T20:06:00.000+03:00", "collect:def", "", "yes",
     "", "CI", "man", "3", "0", "contacts", "0", "1", "More time", 102.0,
     "22222222-2222-4222-8222-222222222222", "2020-10-09T17:06:10", "", "", "submitted_via_web",
     "", "vA", "", 2.0],
]  # fmt: skip
# labels, choices only in one column each; `;` between cells, every cell in quotes
KOBO_LABELS = [
    ["start", "end", CONSENT_ZH, "您在哪个国家工作？", f"评价/{'您对研讨会内容的满意度如何？'}",
     f"{USEFUL_ZH}/演讲、讲座和报告", f"{USEFUL_ZH}/问答与城市间对话",
     f"{USEFUL_ZH}/其他城市的良好做法", "_id", "_uuid", "_submission_time",
     "_validation_status", "_notes", "_status", "_submitted_by", "_tags", "_index"],
    ["2020-10-09T17:00:00.000+08:00", "2020-10-09T17:04:00.000+08:00", "同意", "中国", "满意",
     "1", "0", "1", "103", "33333333-3333-4333-8333-333333333333", "2020-10-09T09:05:10", "", "",
     "submitted_via_web", "", "", "1"],
]  # fmt: skip
ODK = [
    ["SubmissionDate", "start", "consent", "email", "about-country", "about-gender", "content",
     "most_useful", "most_useful/talks", "most_useful/dialogue", "meta-instanceID", "KEY",
     "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status",
     "ReviewState", "DeviceID", "Edits", "FormVersion"],
    ["2020-10-09T17:05:10.123Z", "2020-10-09T20:01:00.000+03:00", "yes", "one@example.org", "ET",
     "woman", "4", "talks dialogue", "1", "1", "uuid:4a1", "uuid:4a1", "7", "Enumerator", "0",
     "0", "", "approved", "collect:abc", "0", "v1"],
    ["2020-10-10T06:00:00.000Z", "2020-10-10T08:59:00.000+03:00", "no", "", "ET", "man", "2", "",
     "", "", "uuid:4a2", "uuid:4a2", "7", "Enumerator", "0", "0", "", "", "collect:abc", "0",
     "v1"],
]  # fmt: skip
MONKEY = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
     "First Name", "Last Name", "Custom Data 1", CONSENT, "Your gender", CONTENT, USEFUL, "", "",
     "", BETTER],
    ["", "", "", "", "", "", "", "", "", "Response", "Response", "Response", TALKS,
     "Questions and city-to-city dialogue", CONTACTS, "Other (please specify)",
     "Open-Ended Response"],
    ["114000000001", "400000001", "10/09/2020 05:02:11 PM", "10/09/2020 05:06:00 PM",
     "192.0.2.10", "one@example.org", "Sample", "One", "", "Yes, I agree", "Woman",
     "Very satisfied", TALKS, "", CONTACTS, "", "More time"],
    ["114000000002", "400000001", "10/13/2020 09:00:00 AM", "10/13/2020 09:01:00 AM",
     "192.0.2.11", "", "", "", "", "Yes, I agree", "Man", "4", "", "", "", "The music", ""],
]  # fmt: skip
LIME = [
    ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started",
     "Date last action", "IP address", f"q1. {CONSENT}", "q2. Your e-mail address",
     f"q3. {CONTENT}", f"q4. {USEFUL} [{TALKS}]", f"q4. {USEFUL} [{CONTACTS}]",
     f"q4. {USEFUL} [Other]"],
    ["1", "2020-10-09 17:04:30", "1", "en", "274068858", "2020-10-09 17:01:00",
     "2020-10-09 17:04:30", "192.0.2.10", "Yes, I agree", "one@example.org", "Satisfied", "Yes",
     "No", ""],
    ["2", "", "1", "en", "483248171", "2020-10-09 17:02:00", "2020-10-09 17:02:30", "192.0.2.11",
     "Yes, I agree", "", "N/A", "N/A", "N/A", ""],
    ["3", "2020-10-09 17:09:00", "1", "en", "1874", "2020-10-09 17:05:00", "2020-10-09 17:09:00",
     "192.0.2.12", "Yes, I agree", "three@example.org", "Neither satisfied nor dissatisfied", "No",
     "Yes", "Free coffee"],
]  # fmt: skip
QUALTRICS = [
    ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)",
     "Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName",
     "RecipientEmail", "ExternalReference", "LocationLatitude", "LocationLongitude",
     "DistributionChannel", "UserLanguage", "Q1", "Q2", "Q3_1", "Q3_4", "Q3_5_TEXT", "Q4_NPS"],
    ["Start Date", "End Date", "Response Type", "IP Address", "Progress",
     "Duration (in seconds)", "Finished", "Recorded Date", "Response ID", "Recipient Last Name",
     "Recipient First Name", "Recipient Email", "External Data Reference", "Location Latitude",
     "Location Longitude", "Distribution Channel", "User Language", CONSENT, CONTENT,
     f"{USEFUL} - Selected Choice - {TALKS}", f"{USEFUL} - Selected Choice - {CONTACTS}",
     f"{USEFUL} - Other - Text", LIKELY],
    [json.dumps({"ImportId": name, **({"timeZone": "America/New_York"} if "Date" in name else {})})
     for name in ("startDate", "endDate", "status", "ipAddress", "progress", "duration",
                  "finished", "recordedDate", "_recordId", "recipientLastName",
                  "recipientFirstName", "recipientEmail", "externalDataReference",
                  "locationLatitude", "locationLongitude", "distributionChannel", "userLanguage",
                  "QID1", "QID2", "QID3", "QID3", "QID3_5_TEXT", "QID4")],
    ["2020-10-09 05:02:11", "2020-10-09 05:04:40", "IP Address", "192.0.2.10", "100", "149",
     "True", "2020-10-09 05:04:41", "R_1aaaaaaaaaaaaaa", "One", "Sample", "one@example.org", "",
     "-1.28", "36.81", "anonymous", "EN", "Yes, I agree", "Very satisfied", TALKS, "",
     "", "9"],
    ["2020-10-09 05:03:00", "2020-10-09 05:03:20", "IP Address", "192.0.2.11", "40", "20",
     "False", "2020-10-16 05:03:21", "R_1bbbbbbbbbbbbbb", "", "", "", "", "", "", "anonymous",
     "EN", "Yes, I agree", "", "", "", "", ""],
    ["2020-10-09 05:00:00", "2020-10-09 05:00:30", "Survey Preview", "", "100", "30", "True",
     "2020-10-09 05:00:31", "R_1cccccccccccccc", "", "", "", "", "", "", "preview", "EN",
     "Yes, I agree", "Satisfied", "", CONTACTS, "Food", "5"],
]  # fmt: skip
WENJUANXING = [
    ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", f"1、{CONSENT_ZH}",
     "2、您的姓名", "3、您的电子邮箱", "4、您在哪个国家工作？", "5、您对研讨会内容的满意度如何？",
     f"6、{USEFUL_ZH}", "7、我们下次可以在哪些方面改进？", "总分"],
    [1.0, "2020/10/9 17:02:11", "153秒", "微信", "N/A", "192.0.2.7(北京-北京)", "同意", "样例一",
     "yi@example.org", "中国", "非常满意", "演讲、讲座和报告┋结识新的合作伙伴", "(空)", 10.0],
    [2.0, "2020/10/9 17:05:09", "60秒", "链接", "直接访问", "192.0.2.8(广东-深圳)", "同意",
     "(空)", "(空)", "肯尼亚", "一般", "(跳过)", "时间再长一些", 10.0],
]  # fmt: skip
WENJUANXING_SPLIT = [
    ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", f"1、{CONSENT_ZH}",
     "2、您对研讨会内容的满意度如何？", f"3、{USEFUL_ZH}(演讲、讲座和报告)",
     f"3、{USEFUL_ZH}(问答与城市间对话)", f"3、{USEFUL_ZH}(其他)", "4、您的性别"],
    ["1", "2020/10/9 17:02:11", "153秒", "微信", "N/A", "192.0.2.7(北京-北京)", "同意", "5", "1",
     "0", "0", "女"],
    ["2", "2020/10/9 17:05:09", "60秒", "链接", "直接访问", "192.0.2.8(广东-深圳)", "同意", "4",
     "-3", "-3", "-3", "-3"],
]  # fmt: skip
TENCENT = [
    ["编号", "开始答题时间", "结束答题时间", "答题时长", "IP", f"1.{CONSENT_ZH}", "2.您的性别",
     "3.您对研讨会内容的满意度如何？", f"4.{USEFUL_ZH}:演讲、讲座和报告",
     f"4.{USEFUL_ZH}:问答与城市间对话"],
    ["1", "2020-10-09 17:01:00", "2020-10-09 17:04:00", "00:03:00", "192.0.2.7", "同意", "女",
     "满意", "1", "0"],
    ["2", "2020-10-09 17:02:00", "2020-10-09 17:07:00", "00:05:00", "192.0.2.8", "不同意", "男",
     "一般", "0", "1"],
]  # fmt: skip
VISIT = ["Attended", "User Name (Original Name)", "First Name", "Last Name", "Email", "Phone",
         "Registration Time", "Approval Status", "Join Time", "Leave Time",
         "Time in Session (minutes)", "Is Guest", "Country/Region Name"]  # fmt: skip
ATTENDEES = [
    ["Attendee Report"],
    ["Report Generated:", "10/12/2020 09:00:00 AM"],
    ["Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Registered",
     "# Cancelled", "Unique Viewers", "Total Users"],
    ["Sustainable Logistic Solutions", "912 3456 7890", "10/09/2020 03:20:00 PM", "110", "4", "0",
     "3", "5"],
    ["Host Details"],
    VISIT[:2] + VISIT[4:5] + VISIT[8:],
    ["Yes", "The Host", "host@example.org", "10/09/2020 03:20:00 PM", "10/09/2020 05:10:00 PM",
     "110", "No", "China"],
    ["Panelist Details"],
    VISIT[:2] + VISIT[4:5] + VISIT[8:],
    ["Yes", "A Speaker", "speaker@example.org", "10/09/2020 03:22:00 PM",
     "10/09/2020 05:05:00 PM", "103", "Yes", "China"],
    ["Attendee Details"],
    VISIT,
    ["Yes", "Sample One", "Sample", "One", "one@example.org", "--", "10/08/2020 09:00:00 PM",
     "approved", "10/09/2020 03:30:00 PM", "10/09/2020 04:30:00 PM", "60", "Yes", "Kenya"],
    ["Yes", "Sample One (phone)", "Sample", "One", "ONE@example.org", "--",
     "10/08/2020 09:00:00 PM", "approved", "10/09/2020 04:00:00 PM", "10/09/2020 04:50:00 PM",
     "50", "Yes", "Kenya"],
    ["Yes", "Sample Two", "Sample", "Two", "two@example.org", "--", "10/08/2020 09:00:00 PM",
     "approved", "Oct 9, 2020 16:40:27", "Oct 9, 2020 17:05:00", "25", "Yes", "Ghana"],
    ["No", "Sample Three", "Sample", "Three", "three@example.org", "--",
     "10/13/2020 09:00:00 PM", "approved", "--", "--", "--", "--", "--"],
    ["Other Attended"],
    ["User Name", "Join Time", "Leave Time", "Time in Session (minutes)", "Country/Region Name"],
    ["2540000****", "10/09/2020 03:30:00 PM", "10/09/2020 04:30:00 PM", "60", "Kenya"],
]  # fmt: skip
PARTICIPANTS = [
    ["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)",
     "Participants"],
    ["91234567890", "Webinar 7", "10/09/2020 15:20:00", "10/09/2020 17:10:00",
     "host@example.org", "110", "4"],
    [],
    ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)",
     "Guest", "Recording Consent", "In Waiting Room"],
    ["Sample One", "one@example.org", "10/09/2020 15:30:00", "10/09/2020 16:00:00", "30", "Yes",
     "", "No"],
    ["Sample One", "one@example.org", "10/09/2020 16:10:00", "10/09/2020 16:25:00", "15", "Yes",
     "", "No"],
    ["Sample Two", "", "10/09/2020 15:29:00", "10/09/2020 15:30:00", "1", "Yes", "", "Yes"],
    ["Sample Two", "", "10/09/2020 15:30:00", "10/09/2020 17:00:00", "90", "Yes", "", "No"],
]  # fmt: skip
TOTALS = [
    ["Name (original name)", "Email", "Total duration (minutes)", "Guest"],
    ["Sample One", "one@example.org", "30", "No"],
    ["Sample One", "one@example.org", "15", "No"],
    ["Note taker", "", "5", "Yes"],
]
REGISTRATION = [
    ["Registration Report"],
    ["Report Generated:", "10/12/2020 09:00:00 AM"],
    ["Topic", "Webinar ID", "Scheduled Start Time", "Duration (minutes)", "# Registered",
     "# Cancelled", "# Approved", "# Denied"],
    ["Webinar 7", "912 3456 7890", "10/09/2020 03:30:00 PM", "90", "3", "0", "2", "1"],
    ["Attendee Details"],
    ["First Name", "Last Name", "Email", "Organization", "Country/Region", "Phone",
     "Which group describes you best?",
     "Which areas would you like to hear about? Choose all that apply.", "Registration Time",
     "Approval Status", "Source Name"],
    ["Sample", "One", "one@example.org", "City of Example", "Kenya", "+254 00 00",
     "Government official of a city", "Women's empowerment;Digital innovation",
     "10/08/2020 09:00:00 PM", "approved", ""],
    ["样例", "二", "two@example.org", "--", "中国", "", "私营企业", "创意经济",
     "10/13/2020 09:00:00 PM", "denied", "WeChat"],
]  # fmt: skip
POLL_WIDE = [
    ["Overview"],
    ["Generate Time", "Webinar Topic", "Meeting/Webinar ID", "Actual Start Time"],
    ["10/12/2020", "Webinar 7", "91234567890", "10/09/2020"],
    [],
    ["Launched Polls"],
    ["#", "Poll Name", "Questions", "Responses"],
    ["1", "Feedback", "2", "2"],
    ["2", "Quick check", "1", "2"],
    [],
    ["Feedback"],
    ["#", "User Name", "Email Address", "Submitted Date and Time", CONTENT + " ", "Your gender"],
    ["1", "Sample One", "one@example.org", "10/09/2020", "5", "Woman"],
    ["2", "Sample Two", "two@example.org", "10/09/2020", "4", "Man"],
    [],
    ["Quick check"],
    ["#", "User Name", "Email Address", "Submitted Date and Time", USEFUL],
    ["1", "Sample One", "one@example.org", "10/09/2020", f"{TALKS};{CONTACTS}"],
    ["2", "Anonymous Attendee", "", "10/09/2020", CONTACTS],
]  # fmt: skip
POLL_PAIRS = [
    ["Poll Report"],
    ["Report Generated:", "2020-10-12 09:00"],
    ["Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Question"],
    ["Webinar 7", "912 3456 7890", "Oct 9, 2020 15:20:00", "110", "2"],
    ["Poll Details"],
    ["#", "User Name", "User Email", "Submitted Date/Time"],
    ["1", "Sample One", "one@example.org", "Oct 9, 2020 16:58:11", CONTENT, "5", "Your gender",
     "Woman"],
    ["2", "Sample Two", "two@example.org", "Oct 9, 2020 16:58:20", "Your gender", "Man"],
]  # fmt: skip
POLL_LONG = [
    ["#", "User Name", "User Email", "Submitted Time", "Question", "Answer"],
    ["1", "Sample One", "one@example.org", "2020-10-09 16:58:11", CONTENT, "5"],
    ["2", "Sample One", "one@example.org", "2020-10-09 16:58:11", "Your gender", "Woman"],
    ["3", "Sample Two", "two@example.org", "2020-10-09 16:58:20", CONTENT, "2"],
]  # fmt: skip
GRID = [
    ["Timestamp", CONSENT, "Please rate [Content]", "Please rate [Speakers]", USEFUL],
    ["2020/10/09 5:12:00 PM GMT+8", "Yes, I agree", "4", "5", f"{TALKS};{CONTACTS}"],
]
TEAMS = [
    ["1. Summary"],
    ["Meeting title", "Webinar 7"],
    ["Attended participants", "6"],
    ["Start time", "10/9/20, 3:15:02 PM"],
    ["End time", "10/9/20, 5:05:40 PM"],
    ["Meeting duration", "1h 50m 38s"],
    ["Average attendance time", "1h 2m 3s"],
    [],
    ["2. Participants"],
    ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)",
     "Role"],
    ["The Organiser", "10/9/20, 3:15:02 PM", "10/9/20, 5:05:40 PM", "1h 50m 38s",
     "host@example.org", "host@example.org", "Organizer"],
    ["A Speaker", "10/9/20, 3:20:00 PM", "10/9/20, 5:00:00 PM", "1h 40m", "speaker@example.org",
     "speaker@example.org", "Presenter"],
    ["Sample One", "10/9/20, 3:30:00 PM", "10/9/20, 4:59:58 PM", "1h 9m 58s", "one@example.org",
     "one@example.org", "Attendee"],
    ["Sample Two (Guest)", "10/9/20, 3:40:00 PM", "10/9/20, 4:10:00 PM", "30m", "", "",
     "Attendee"],
    ["Fireflies.ai Notetaker Sample (Unverified)", "10/9/20, 3:30:00 PM", "10/9/20, 5:00:00 PM",
     "1h 30m", "", "", "Attendee"],
    [],
    ["3. In-Meeting Activities"],
    ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
    ["The Organiser", "10/9/20, 3:15:02 PM", "10/9/20, 5:05:40 PM", "1h 50m 38s",
     "host@example.org", "Organizer"],
    ["A Speaker", "10/9/20, 3:20:00 PM", "10/9/20, 5:00:00 PM", "1h 40m", "speaker@example.org",
     "Presenter"],
    ["Sample One", "10/9/20, 3:30:00 PM", "10/9/20, 4:30:00 PM", "1h", "one@example.org",
     "Attendee"],
    ["Sample One", "10/9/20, 4:50:00 PM", "10/9/20, 4:59:58 PM", "9m 58s", "one@example.org",
     "Attendee"],
    ["Sample Two (Guest)", "10/9/20, 3:40:00 PM", "10/9/20, 4:10:00 PM", "30m", "", "Attendee"],
    ["Fireflies.ai Notetaker Sample (Unverified)", "10/9/20, 3:30:00 PM", "10/9/20, 5:00:00 PM",
     "1h 30m", "", "Attendee"],
]  # fmt: skip
TEAMS_2020 = [
    ["Full Name", "User Action", "Timestamp"],
    ["Sample One", "Joined before", "10/9/2020, 3:30:00 PM"],
    ["Sample Two", "Joined", "10/9/2020, 3:35:00 PM"],
    ["Sample One", "Left", "10/9/2020, 4:00:00 PM"],
    ["Sample One", "Joined", "10/9/2020, 4:10:00 PM"],
    ["Sample One", "Left", "10/9/2020, 4:40:00 PM"],
    ["Sample Two", "Left", "10/9/2020, 4:35:00 PM"],
]
MEET = [
    ["First name", "Last name", "Email", "Duration", "Time joined", "Time exited"],
    ["Sample", "One", "one@example.org", "1 hr 2 min", "3:30 PM", "4:45 PM"],
    ["Sample", "Two", "", "45 min", "3:31 PM", "4:16 PM"],
    ["Sample", "Three", "three@example.org", "20 min", "3:30 PM", "3:50 PM"],
    ["Sample", "Three", "three@example.org", "30 min", "3:40 PM", "4:10 PM"],
]
MEET_ADD_ON = [
    ["* Webinar 7"],
    ["* Attendance of 2020-10-09,Meet"],
    ["Full Name", "First Seen", "Time in Call"],
    ["Sample One", "2020-10-09 15:30:12", "01:02:33"],
    ["Sample Two", "2020-10-09 15:31:40", "00:44:10"],
]
TENCENT_MEETING = [
    ["会议主题", "第7场研讨会"],
    ["会议号", "000 000 000"],
    ["预定开始时间", "2020-10-09 15:30"],
    ["会议创建人", "样例主持"],
    ["参会人数", "4"],
    [],
    ["用户昵称（入会昵称）", "首次入会时间", "最后退会时间", "累计参会时长", "手机号"],
    ["样例主持(主持人)", "2020-10-09 15:20:00", "2020-10-09 17:05:00", "01:45:00", ""],
    ["样例一", "2020-10-09 15:30:00", "2020-10-09 17:00:00", "01:20:00", "+86 130****0001"],
    ["样例二", "2020-10-09 15:30:00", "2020-10-09 16:20:00", "50分钟", ""],
    ["电话用户 86130****0002", "2020-10-09 15:30:00", "2020-10-09 16:20:00", "50分钟", ""],
]
TENCENT_VISITS = [
    ["会议主题", "第7场研讨会"],
    ["姓名", "手机号", "入会时间", "退会时间", "参会时长"],
    ["样例一", "", "2020-10-09 15:30:00", "2020-10-09 16:30:00", "1小时"],
    ["样例一", "", "2020-10-09 16:40:00", "2020-10-09 17:00:00", "20分钟"],
]
WEBEX = [
    ["Meeting Name", "Meeting Start Time", "Meeting End Time", "Display Name", "First Name",
     "Last Name", "Role", "Attendee Email", "Join Time", "Leave Time", "Attendance Duration",
     "Connection Type", "Session Name"],
    ["Webinar 7", "2020-10-09 15:20:00", "2020-10-09 17:05:00", "The Host", "The", "Host", "Host",
     "host@example.org", "2020-10-09 15:20:00", "2020-10-09 17:05:00", "105 mins", "", "Webinar 7"],
    ["Webinar 7", "2020-10-09 15:20:00", "2020-10-09 17:05:00", "Sample One", "Sample", "One",
     "Attendee", "one@example.org", "2020-10-09 15:30:00", "2020-10-09 17:00:00", "90 mins", "",
     "Webinar 7"],
]  # fmt: skip
TABLE = [
    ["Who came to webinar 7"],
    ["Name", "Email", "Minutes", "Remarks"],
    ["Sample One", "one@example.org", 80.0, ""],
    ["样例二", "", 45.0, "from the list at the door"],
    ["Sample Three", "three@example.org", "", ""],
]
TABLE_OF_TWO = [
    ["Webinar", "Name", "E-mail", "Minutes"],
    ["7", "Sample One", "one@example.org", "1 h 20 min"],
    ["Webinar 8", "Sample One", "one@example.org", "30"],
    ["77", "Sample Two", "two@example.org", "30"],
]


def write(name: str, rows: list[list[object]], sheet: str, header: int) -> None:
    (HERE / name).parent.mkdir(exist_ok=True)
    (HERE / name).write_bytes(write_workbook({sheet: (rows, header)}))


def write_csv(
    name: str, rows: list[list[object]], encoding: str = "utf-8", sign: str = ",", quote: int = 0
) -> None:
    (HERE / name).parent.mkdir(exist_ok=True)
    (HERE / name).write_bytes(csv_text(rows, sign, quote).encode(encoding))


def csv_text(rows: list[list[object]], sign: str = ",", quote: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO()
    shown = [[int(c) if isinstance(c, float) else c for c in row] for row in rows]
    csv.writer(text, delimiter=sign, quoting=quote).writerows(shown)
    return text.getvalue()


def write_zip(name: str, members: dict[str, str]) -> None:
    with zipfile.ZipFile(HERE / name, "w") as archive:
        for member, text in members.items():
            archive.writestr(zipfile.ZipInfo(member), text)


def convert(name: str, kind: str) -> None:
    """Write a workbook in another format, through LibreOffice."""
    file = HERE / name
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", file.parent, file]
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    write("microsoft_forms/exit-webinar-7.xlsx", FORMS_EN, "Sheet1", 1)
    write("microsoft_forms/chinese-webinar-7.xlsx", FORMS_ZH, "Sheet1", 1)
    write("workbook/two-webinars.xlsx", WORKBOOK, "responses", 2)
    write("plain/title-above.xlsx", PLAIN, "Answers", 3)
    write("kobotoolbox/names-webinar-7.xlsx", KOBO_NAMES, "Exit survey", 1)
    write_csv("kobotoolbox/labels-webinar-7.csv", KOBO_LABELS, "utf-8-sig", ";", csv.QUOTE_ALL)
    write_csv("odk_central/webinar-7.csv", ODK)
    write_csv("surveymonkey/webinar-7.csv", MONKEY, "utf-8-sig")
    write_csv("limesurvey/webinar-7.csv", LIME, "utf-8-sig", ";", csv.QUOTE_ALL)
    write_csv("qualtrics/webinar-7.csv", QUALTRICS, "utf-8-sig")
    write_csv("qualtrics/two-rows-webinar-7.csv", QUALTRICS[:2] + QUALTRICS[3:])
    write("wenjuanxing/webinar-7.xlsx", WENJUANXING, "Sheet1", 1)
    convert("wenjuanxing/webinar-7.xlsx", "xls")
    write_csv("wenjuanxing/split-webinar-7.csv", WENJUANXING_SPLIT, "gb18030")
    write_csv("tencent/webinar-7.csv", TENCENT, "utf-8-sig")
    write_csv("zoom_attendees/webinar-7.csv", ATTENDEES, "utf-8-sig")
    write_csv("zoom_participants/webinar-7.csv", PARTICIPANTS, "utf-8-sig")
    write_csv("zoom_participants/totals-webinar-7.csv", TOTALS)
    write_csv("microsoft_teams/webinar-7.csv", TEAMS, "utf-16", "\t")
    write_csv("microsoft_teams/events-webinar-7.csv", TEAMS_2020, "utf-16", "\t")
    write_csv("google_meet/webinar-7.csv", MEET)
    write_csv("google_meet/add-on-webinar-7.csv", MEET_ADD_ON)
    write("tencent_meeting/webinar-7.xlsx", TENCENT_MEETING, "Sheet1", 7)
    write_csv("tencent_meeting/visits-webinar-7.csv", TENCENT_VISITS, "utf-8-sig")
    write_csv("webex/webinar-7.csv", WEBEX, "utf-16", "\t")
    write("attendance_table/webinar-7.xlsx", TABLE, "Sheet1", 2)
    write_csv("attendance_table/two-webinars.csv", TABLE_OF_TWO)
    write_csv("zoom_registration/webinar-7.csv", REGISTRATION)
    write_csv("zoom_poll/wide-webinar-7.csv", POLL_WIDE)
    write_csv("zoom_poll/pairs-webinar-7.csv", POLL_PAIRS)
    write_csv("zoom_poll/answers-webinar-7.csv", POLL_LONG)
    write_zip("google_forms/webinar-7.zip", {"Exit survey.csv/Exit survey.csv": csv_text(GRID)})
    convert("plain/title-above.xlsx", "ods")
