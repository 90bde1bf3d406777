// Fetches the examples, which the server carries as files. Without them the
// page still works, so a failure gives an empty list.
export async function loadExamples() {
  try {
    const response = await fetch('/playground/examples.json');
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

// The document of the first tab: every example, one after the other.
export function welcome(examples) {
  if (examples.length === 0) return `${greeting}\n{ __typename }\n`;
  return [greeting, ...examples.map((example) => example.query)].join('\n');
}
