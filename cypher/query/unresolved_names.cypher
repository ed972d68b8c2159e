// id: E4
// zh: 哪些名称没有归一?
// en: Which names could not be resolved?
// about: 由账本回答:文本中有、却不能确定指哪个实体的名称,常见者在前,并给出首次出现的行。 | Answered by the ledger: names in the texts that mean nobody in particular, those met most often first, with the line where each stands first.
// tags: audit, evidence
// from: ledger
// param type: agency|official|mechanism|meeting|program|document|organization|place = any -- 类型 | what it would be
// param limit: int = 50 -- 行数 | how many names
// column type -- 类型 | what it would be
// column name -- 名称 | name as written
// column times -- 次数 | how often
// column source -- 来源 | text where it stands first
// column line -- 行 | line there
// column quote -- 原句 | that line
// row: “{name}”({type})有{times}处未归一,首见于{source}第{line}行 | “{name}” ({type}) stays open {times} times, first in {source}, line {line}
