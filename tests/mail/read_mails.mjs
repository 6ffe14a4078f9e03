// Reads mails with mailparser and postal-mime, one in base64 a line; answers with what each sees.
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { createInterface } from "node:readline";

const text = (content) => Buffer.from(content ?? "").toString("base64");

async function byMailparser(raw) {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  return {
    names: mail.headerLines.map((line) => line.key),
    subject: mail.subject ?? "",
    to: mail.to.value.map((person) => [person.name, person.address]),
    from: mail.from.value.map((person) => [person.name, person.address]),
    text: mail.text,
    html: mail.html || "",
    files: mail.attachments.map((file) => [file.contentType, file.filename ?? "", text(file.content)]),
  };
}

async function byPostalMime(raw) {
  const mail = await PostalMime.parse(raw);
  return {
    names: mail.headers.map((line) => line.key),
    subject: mail.subject ?? "",
    to: mail.to.map((person) => [person.name, person.address]),
    from: [[mail.from.name, mail.from.address]],
    text: mail.text ?? "",
    html: mail.html ?? "",
    files: mail.attachments.map((file) => [file.mimeType, file.filename ?? "", text(file.content)]),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const raw = Buffer.from(line, "base64");
  const answer = { mailparser: await byMailparser(raw), "postal-mime": await byPostalMime(raw) };
  process.stdout.write(JSON.stringify(answer) + "\n");
}
