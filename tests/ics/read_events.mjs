// Reads calendars with ical.js, a JSON string a line; answers with their entries, or why there are none.
import ICAL from "ical.js";
import { createInterface } from "node:readline";

const text = (event, name) => event.getFirstPropertyValue(name);
const instant = (event, name) => {
  const property = event.getFirstProperty(name);
  const time = property.getFirstValue();
  const tzid = property.getParameter("tzid");
  if (tzid && (time.zone?.tzid !== tzid || !time.zone.component)) {
    throw new Error(`no VTIMEZONE for ${tzid}`);
  }
  return time.toUnixTime();
};

const readEvents = (calendar) =>
  calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: text(event, "uid"),
    starts: instant(event, "dtstart"),
    ends: instant(event, "dtend"),
    stamp: instant(event, "dtstamp"),
    sequence: text(event, "sequence"),
    status: text(event, "status"),
    summary: text(event, "summary"),
    description: text(event, "description"),
    organizer: event.getFirstProperty("organizer").getParameter("cn"),
    attendees: event.getAllProperties("attendee").map((attendee) => attendee.getFirstValue()),
  }));

const readTodos = (calendar) =>
  calendar.getAllSubcomponents("vtodo").map((todo) => ({
    uid: text(todo, "uid"),
    due: text(todo, "due").toString(),
    status: text(todo, "status"),
    summary: text(todo, "summary"),
    completed: text(todo, "completed")?.toString() ?? null,
  }));

function read(file) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return { events: readEvents(calendar), todos: readTodos(calendar) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = read(JSON.parse(line));
  } catch (error) {
    answer = { refused: String(error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
