#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// A model's server on 127.0.0.1, for tests and for trying things out: /v1/chat/completions and /v1/embeddings. What it
// answers follows from the last user message alone, so a test can foretell it; it counts what it was asked, and misbehaves
// as told: for all requests (`behave`), or for one by words in the question, as in "Why? {{busy 2}} {{stream}}".
//
//   slow MS        answers MS milliseconds later
//   busy N [S]     the first N times: status 429, Retry-After: S seconds (0)
//   later S        status 429, Retry-After: S seconds, always
//   date S         the first time: status 429, Retry-After: a date in S seconds
//   fault N        the first N times: status 500
//   down           status 503, always
//   status N       status N, always
//   reset N        the first N times: the connection is closed without a word
//   cut N          the first N times: the answer breaks off in the middle (also streams)
//   stall          half an answer (or nothing: `stall silent`), and then nothing
//   open           a stream that says [DONE] and is left open
//   malformed      half a document, as if it were whole
//   page           a web page with status 200
//   long MB        an answer of so many megabytes
//   huge MB        as much that is no answer
//   endless        a stream without end
//   redirect URL   307 to URL (":path" for a path of its own)
//   empty, refusal, filter, filtered, length: answers that are none, or not whole
//   think          the model's thoughts before the answer
//   late           an error in the middle of a stream
//   unauthorized   401, with the Authorization header in its message
//   most N, without WORD, none: of embeddings no more than N at once, no text with WORD, none at all
//   echo           the Authorization header in the answer itself
//   unknown        404: no such model
//
//   node tests/tools/model.mjs [PORT [BEHAVIOUR...]]      (prints its endpoint)
import {createHash} from "node:crypto";
import {createServer} from "node:http";
import {createServer as createSecureServer} from "node:https";
import {pathToFileURL} from "node:url";

const digest = (text) => createHash("sha256").update(text).digest("hex");

/** What the server answers to a question. */
export const answerTo = (question) => `You asked: ${question}\n\nThe answer is **${digest(question).slice(0, 8)}**.`;

/** The vector of a text: eight numbers from -1 to 1. */
export const vectorOf = (text) =>
  Array.from(Buffer.from(digest(text), "hex").subarray(0, 8), (byte) => Math.round((byte / 127.5 - 1) * 1e6) / 1e6);

const questionOf = (body) => {
  const users = (body.messages || []).filter((message) => message.role === "user");
  return users.length ? users[users.length - 1].content : "";
};

/** {"busy": ["2"], ...} of "busy 2; stream" and of "{{busy 2}} {{stream}}". */
const read = (list) => Object.fromEntries(list.map((each) => each.trim().split(/\s+/)).filter(([name]) => name)
  .map(([name, ...values]) => [name, values]));
const inQuestion = (question) => read([...question.matchAll(/\{\{(.*?)\}\}/g)].map(([, told]) => told));

const complaint = (message, code = null) => JSON.stringify({error: {message, type: "invalid_request_error", code}});

const sendJson = (response, status, text, headers = {}) => {
  response.writeHead(status, {"Content-Type": "application/json", "Content-Length": Buffer.byteLength(text), ...headers});
  response.end(text);
};

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

/** An answer's parts, as the told behaviour changes them. */
const partsOf = (told, question, authorization) => {
  const parts = {content: answerTo(question), finish: "stop", refusal: null, thoughts: null};
  if (told.long) parts.content = "x".repeat(Number(told.long[0]) * 1e6);
  if (told.empty) parts.content = "";
  if (told.refusal) Object.assign(parts, {content: null, refusal: "I cannot help with that."});
  if (told.filter) Object.assign(parts, {content: "", finish: "content_filter"});
  if (told.length) Object.assign(parts, {content: parts.content.slice(0, 20), finish: "length"});
  if (told.think) parts.thoughts = "Let me think about that.";
  if (told.echo) parts.content = `You sent ${authorization}.`;
  return parts;
};

const usageOf = (body, parts) => ({prompt_tokens: JSON.stringify(body.messages).length,
  completion_tokens: (parts.content || "").length, total_tokens: 0});

const wholeOf = (body, parts) => JSON.stringify({id: "chatcmpl-1", object: "chat.completion", created: 1700000000,
  model: `${body.model}-served`, choices: [{index: 0, finish_reason: parts.finish, message: {role: "assistant",
    content: parts.content, refusal: parts.refusal, ...(parts.thoughts ? {reasoning_content: parts.thoughts} : {})}}],
  usage: usageOf(body, parts)});

/** The events of a stream, without the last. */
const eventsOf = (body, parts) => {
  const chunk = (delta, finish = null) => ({id: "chatcmpl-1", object: "chat.completion.chunk", model: `${body.model}-served`,
    choices: [{index: 0, delta, finish_reason: finish}]});
  const pieces = (text) => text.match(text.length < 10000 ? /[\s\S]{1,7}/gu : /[\s\S]{1,5000}/gu) || [];
  return [chunk({role: "assistant", content: ""}),
    ...(parts.thoughts ? pieces(parts.thoughts).map((reasoning_content) => chunk({reasoning_content})) : []),
    ...pieces(parts.content || "").map((content) => chunk({content})),
    ...(parts.refusal ? pieces(parts.refusal).map((refusal) => chunk({refusal})) : []),
    chunk({}, parts.finish),
    ...(body.stream_options?.include_usage ? [{...chunk({}), choices: [], usage: usageOf(body, parts)}] : [])]
    .map((event) => `data: ${JSON.stringify(event)}\n\n`);
};

const sendStream = async (response, body, parts, told, again) => {
  const events = eventsOf(body, parts);
  const half = Math.ceil(events.length / 2);
  response.writeHead(200, {"Content-Type": "text/event-stream; charset=utf-8"});
  response.write(": a comment\n\n");
  if (told.endless) for (; !response.destroyed; await pause(5)) if (!response.writableNeedDrain) response.write(events[1]);
  for (const [i, event] of events.entries()) {
    if (i === half && again("cut")) return response.destroy();
    if (i === half && told.stall) return undefined;
    if (i === half && told.late) response.write(`data: ${complaint("out of memory")}\n\n`);
    response.write(event);
    if (i % 4 === 0) await pause(0);
  }
  response.write("data: [DONE]\n\n");
  return told.open ? undefined : response.end();
};

const sendWhole = (response, body, parts, told, again) => {
  const text = wholeOf(body, parts);
  if (told.malformed) return sendJson(response, 200, text.slice(0, text.length / 2));
  if (told.huge) return sendJson(response, 200, " ".repeat(Number(told.huge[0]) * 1e6));
  if (told.page) {
    response.writeHead(200, {"Content-Type": "text/html"});
    return response.end("<!doctype html><title>Welcome</title>");
  }
  if (!told.stall && !again("cut")) return sendJson(response, 200, text);
  response.writeHead(200, {"Content-Type": "application/json", "Content-Length": text.length});
  if (told.stall?.[0] !== "silent") response.write(text.slice(0, text.length / 2));
  return told.stall ? undefined : setTimeout(() => response.destroy(), 5);
};

/** True when the request has been answered by an error. `again(name)`: whether this is among the first told times. */
const sendError = (response, request, body, told, again) => {
  const wait = (status, seconds) => sendJson(response, status, complaint("slow down", "rate_limit_exceeded"), {"Retry-After": seconds});
  const authorization = request.headers.authorization;
  if (again("reset")) return response.destroy();
  if (again("busy")) return wait(429, told.busy[1] || "0");
  if (again("date", 1)) return wait(429, new Date(Date.now() + told.date[0] * 1000).toUTCString());
  if (told.later) return wait(429, told.later[0]);
  if (again("fault")) return sendJson(response, 500, complaint("the server has a cold"));
  if (told.down) return sendJson(response, 503, complaint("loading the model"));
  if (told.status) return sendJson(response, Number(told.status[0]), complaint("no"));
  if (told.filtered) return sendJson(response, 400, complaint("The question was filtered.", "content_filter"));
  if (told.unauthorized) return sendJson(response, 401, complaint(`Incorrect key: ${authorization}`, "invalid_api_key"));
  if (told.unknown) return sendJson(response, 404, complaint(`The model \`${body.model}\` does not exist`, "model_not_found"));
  if (told.redirect) {
    const place = told.redirect[0].startsWith(":") ? told.redirect[0].slice(1) : told.redirect[0];
    if (request.url !== place) return response.writeHead(307, {Location: place}).end("moved");
  }
  return null;
};

const sendEmbeddings = (response, body, told) => {
  const input = [body.input].flat();
  if (told.none) return sendJson(response, 501, complaint("This server does not support embeddings."));
  if (told.most && input.length > Number(told.most[0])) return sendJson(response, 400, complaint("too many inputs"));
  if (input.some((text) => told.without && text.includes(told.without[0]))) return sendJson(response, 400, complaint("input is too long"));
  const data = input.map((text, index) => ({object: "embedding", index, embedding: vectorOf(text)}));
  sendJson(response, 200, JSON.stringify({object: "list", model: `${body.model}-served`, data: data.reverse(),
    usage: {prompt_tokens: input.join(" ").length, total_tokens: 0}}));
};

/** Starts a server; `tls` is {key, cert} for https. `requests` has every request, `counts` how often each body came, `most` how many were under way at once. */
export const startModel = async ({port = 0, behave = "", tls = null} = {}) => {
  const model = {requests: [], counts: new Map(), under: 0, most: 0, behave, connections: 0};
  const asked = async (request, response) => {
    const bytes = [];
    for await (const chunk of request) bytes.push(chunk);
    const text = Buffer.concat(bytes).toString("utf8");
    const times = (model.counts.get(text) || 0) + 1;
    const body = text ? JSON.parse(text) : {};
    const question = questionOf(body);
    const told = {...read(model.behave.split(";")), ...inQuestion(question)};
    const again = (name, most) => Boolean(told[name]) && times <= (most || Number(told[name][0] || 1));
    model.counts.set(text, times);
    model.requests.push({path: request.url, headers: request.headers, body, question, at: Date.now(), times});
    if (told.slow) await pause(Number(told.slow[0]));
    if (sendError(response, request, body, told, again)) return undefined;
    if (request.url === "/v1/embeddings") return sendEmbeddings(response, body, told);
    if (!["/v1/chat/completions", "/elsewhere/chat/completions"].includes(request.url)) return sendJson(response, 404, complaint("File Not Found"));
    const parts = partsOf(told, question, request.headers.authorization);
    const send = body.stream && !told.malformed && !told.page && !told.huge ? sendStream : sendWhole;
    return send(response, body, parts, told, again);
  };
  const serve = (request, response) => {
    model.most = Math.max(model.most, ++model.under);
    response.on("close", () => model.under--);
    asked(request, response).catch(() => response.destroy());
  };
  const server = tls ? createSecureServer(tls, serve) : createServer(serve);
  server.on("connection", () => model.connections++);
  server.keepAliveTimeout = 60000;
  await new Promise((resolve) => server.listen(port, "127.0.0.1", 1024, resolve));
  model.endpoint = `${tls ? "https" : "http"}://127.0.0.1:${server.address().port}/v1`;
  /** Questions that were asked, each once. */
  model.questions = () => [...new Set(model.requests.map((each) => each.question))];
  model.stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return model;
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [port, ...behave] = process.argv.slice(2);
  const model = await startModel({port: Number(port || 0), behave: behave.join(" ")});
  console.log(model.endpoint);
}
