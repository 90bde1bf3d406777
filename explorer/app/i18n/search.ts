export const searchWords = {
  search: ['搜索', 'Search'],
  placeholder: ['搜索企业、学会、专家、产业、地区…', 'Search enterprises, societies, experts, industries, places…'],
  searching: ['正在搜索…', 'Searching…'],
  none: ['没有找到“{text}”', 'Nothing found for “{text}”'],
  found: ['找到 {count} 个，↑↓ 选择，回车打开', '{count} found; ↑↓ to choose, Enter to open'],
} as const;
