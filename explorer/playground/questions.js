// Fetches the questions, which the server carries as files. Without them the
// page still works, so a failure gives an empty list.
export async function loadQuestions() {
  try {
    const response = await fetch('/playground/questions.json');
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

const greeting = `# 金桥 Jinqiao — 区域创新知识图谱 / a knowledge graph of regional innovation
#
# 下列查询各自独立：把光标放进一个查询，按 Ctrl+Enter 运行；或点 ▶ 选择。
# Each query below stands alone: put the cursor in one and press Ctrl+Enter, or choose from ▶.
`;

// The document of the first tab: every question, one after the other.
export function welcome(questions) {
  if (questions.length === 0) return `${greeting}\n{ __typename }\n`;
  return [greeting, ...questions.map((question) => question.query)].join('\n');
}

// The variables of a question, filled in, for the reader to change.
export function variablesOf({ query, slots }) {
  const values = Object.fromEntries(slots.map((slot) => [slot.name, slot.default]));
  if (query.includes('$language')) values.language = 'ZH';
  return Object.keys(values).length > 0 ? JSON.stringify(values, null, 2) : '';
}

// A sentence in parts: its words, and the names of its slots.
export function parts(sentence) {
  return sentence.split(/\[(\w+)\]/).map((text, i) => ({ text, slot: i % 2 === 1 }));
}
