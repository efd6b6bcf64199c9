"""Sentences of findings about the questions of a lesson."""

from __future__ import annotations

from curbcut.core.words import Words, words

QUIZ: dict[str, Words] = {
    "question-id-missing": words(
        (
            "这道题没有编号。",
            "学习记录靠编号认题；没有编号，前面插入一道题，记录就会错到别的题上。",
            "请运行 curbcut fmt --ids 自动补上，或在题目后面写 {{#q-短名}}。",
        ),
        (
            "This question has no id.",
            "A learner's record knows questions by their ids; without one, a question put before it moves every record.",
            "Run curbcut fmt --ids, which adds one, or write {{#q-name}} behind the question.",
        ),
    ),
    "question-id-duplicate": words(
        (
            "这道题的编号 {id} 已经用过。",
            "两道题的答题记录会混在一起。",
            "请换一个没有用过的编号。",
        ),
        (
            "The id {id} of this question is taken.",
            "The records of two questions would be mixed up.",
            "Give it an id that nothing else has.",
        ),
    ),
    "question-id-reused": words(
        (
            "编号 {id} 在这门课的 {other} 里已经用过。",
            "学习记录按整门课保存，两道题会混在一起。",
            "请换一个在整门课里都没有用过的编号。",
        ),
        (
            "The id {id} is taken by a question in {other} of the same course.",
            "Records are kept for the whole course; the two questions would be mixed up.",
            "Give it an id that no question of the course has.",
        ),
    ),
    "question-id-invalid": words(
        (
            "编号 {id} 不能用。",
            "学习平台（SCORM）只认英文字母、数字和连字符。",
            "请改成像 q-mima 这样的编号：字母开头，只用英文字母、数字和 - 。",
        ),
        (
            "The id {id} cannot be used.",
            "Learning platforms (SCORM) know letters, digits and hyphens only.",
            "Use one such as q-password: a letter first, then letters, digits and hyphens.",
        ),
    ),
    "question-without-stem": words(
        ("这道题没有题干。", "学员不知道在问什么。", "请在 ### 后面写上问题。"),
        ("This question asks nothing.", "Learners cannot know what is wanted.", "Write the question behind ###."),
    ),
    "question-without-answer": words(
        (
            "自测里的这个标题下面，没有选项，也没有答案。",
            "学员答不了，也没有办法判对错。",
            "请写上选项（- [x] …）、“答案：”或“参考答案：”。如果它不是题目，请用 ## 开始新的一节，自测就到此为止。",
        ),
        (
            "Below this heading of the quiz there are no options and no answer.",
            "Nobody can answer it, and nothing can say whether an answer is right.",
            "Write options (- [x] …), “Answer:” or “Model answer:”. If it is no question, begin it with ##: that ends the quiz.",
        ),
    ),
    "question-needs-options": words(
        ("这道选择题没有选项。", "学员没有东西可选。", "请写选项，每行一个：- [ ] 错的，- [x] 对的。"),
        (
            "This question has nothing to choose from.",
            "Learners cannot answer it.",
            "Write its options, one on each line: - [ ] wrong, - [x] right.",
        ),
    ),
    "options-without-boxes": words(
        (
            "这道选择题的选项前面没有方框。",
            "看不出哪个是对的。",
            "请在每个选项前写 [ ]，对的写 [x]：- [x] 取现金。",
        ),
        (
            "The options of this question have no boxes.",
            "Nothing says which of them is right.",
            "Write [ ] before each option, and [x] before a right one: - [x] Draw cash.",
        ),
    ),
    "question-needs-answers": words(
        (
            "这道题没有写答案。",
            "没有办法判对错。",
            "请另起一行写“答案：”，例如 答案：背面；反面。判断题写 答案：对 或 答案：错。",
        ),
        (
            "This question has no answer.",
            "Nothing can say whether a learner is right.",
            "Write it on a line of its own, such as Answer: back; reverse. For true or false: Answer: true.",
        ),
    ),
    "question-needs-steps": words(
        ("这道排序题没有步骤。", "没有东西可排。", "请按正确的顺序写成编号列表：1. 先 … 2. 再 …。网页会自动打乱。"),
        (
            "There is nothing to put in order.",
            "Learners cannot answer it.",
            "Write the steps as a numbered list in the right order; the page mixes them.",
        ),
    ),
    "question-needs-pairs": words(
        ("这道配对题没有两列的表格。", "没有东西可配。", "请写一个两列的表格，每一行是正确的一对。网页会自动打乱。"),
        (
            "There is no table of pairs.",
            "Learners have nothing to match.",
            "Write a table of two columns in which each row is a right pair; the page mixes them.",
        ),
    ),
    "question-needs-model": words(
        (
            "这道简答题没有参考答案，也没有评分要点。",
            "学员写完以后，不知道自己答得怎么样。",
            "请写“参考答案：”，或“评分要点：”和一个列表。",
        ),
        (
            "This question has neither a model answer nor criteria.",
            "Learners could not tell how well they answered.",
            "Write “Model answer:”, or “Criteria:” with a list.",
        ),
    ),
    "question-mixed": words(
        (
            "这道题混用了几种题型。",
            "有选项又有“答案：”，学员和程序都不知道按哪个判。",
            "请只留一种写法，或者分成两道题。",
        ),
        (
            "This question mixes kinds.",
            "With options and an answer line, neither learners nor the program know what counts.",
            "Keep one of them, or make it two questions.",
        ),
    ),
    "question-two-lists": words(
        ("这道题有两个选项列表。", "第二个列表不知道是什么。", "请合成一个列表，或者分成两道题。"),
        (
            "This question has two lists of options.",
            "Nobody can tell what the second one is.",
            "Make them one list, or two questions.",
        ),
    ),
    "question-no-right": words(
        ("这道题没有标出正确的选项。", "怎么选都不会对。", "请把正确的选项写成 - [x]。"),
        (
            "No option of this question is right.",
            "Whatever a learner chooses is wrong.",
            "Write - [x] before what is right.",
        ),
    ),
    "question-all-right": words(
        ("这道题的选项全都是对的。", "全部打勾就能得分，考不出什么。", "请加上错误的选项，或把错的改成 - [ ]。"),
        (
            "Every option of this question is right.",
            "Ticking all of them needs no knowledge.",
            "Add options that are wrong, or write - [ ] before those that are.",
        ),
    ),
    "question-one-right": words(
        (
            "这道单选题标了不止一个正确的选项。",
            "学员只能选一个，怎么选都不完整。",
            "请只留一个 [x]，或把（单选）改成（多选）。",
        ),
        (
            "More than one option of this choose-one question is right.",
            "Learners can choose one only.",
            "Keep one [x], or call it (multiple).",
        ),
    ),
    "question-too-many-options": words(
        (
            "这道题有 {count} 个选项，最多 {most} 个。",
            "没有人记得住这么多，听的人更记不住。",
            "请减少选项，三到五个最好；或者分成几道题。",
        ),
        (
            "This question has {count} options; {most} is the most.",
            "Nobody can keep so many in mind, least of all by ear.",
            "Use fewer, three to five are best, or several questions.",
        ),
    ),
    "question-too-few-options": words(
        ("这道题只有一个选项。", "不用想就知道答案。", "请至少写两个。"),
        ("This question has one option only.", "Its answer needs no thought.", "Give two at least."),
    ),
    "option-empty": words(
        ("这个选项没有文字。", "听的人和用盲文的人不知道它是什么。", "请写上文字；图片要有替代文字。"),
        (
            "This option has no words.",
            "People who listen or read braille cannot know what it is.",
            "Write some; a picture needs an alternative text.",
        ),
    ),
    "option-twice": words(
        ("这个选项和前面的一模一样。", "两个一样的选项，只算一个对，不公平。", "请改掉或删去一个。"),
        (
            "This option is the same as one above.",
            "Of two that are the same only one counts, which is unfair.",
            "Change or delete one of them.",
        ),
    ),
    "truth-unclear": words(
        ("判断题的答案看不出是对还是错。", "没有办法判。", "请写 答案：对 或 答案：错。"),
        (
            "The answer says neither true nor false.",
            "Nothing can say whether a learner is right.",
            "Write Answer: true or Answer: false.",
        ),
    ),
    "answer-not-a-number": words(
        ("填数题的答案不是一个数。", "没有办法比大小。", "请写 答案：6 或 答案：6 ± 0.5，不带单位；单位写在题干里。"),
        (
            "The answer is no number.",
            "What learners write could not be compared with it.",
            "Write Answer: 6 or Answer: 6 ± 0.5 without a unit; the unit belongs to the question.",
        ),
    ),
    "blanks-and-answers": words(
        (
            "题里有 {blanks} 个空，答案有 {answers} 行。",
            "对不上的空没有办法判。",
            "请给每个空写一行“答案：”，按空的先后；同一个空的几种说法用；分开。",
        ),
        (
            "The question has {blanks} blank(s) and {answers} line(s) of answers.",
            "A blank without an answer cannot be judged.",
            "Write one Answer: line for each blank, in their order; part other wordings of one blank with ;.",
        ),
    ),
    "question-outside": words(
        (
            "这道题不在自测里。",
            "它只会显示成普通的标题和列表，不能作答。",
            "请把它移到 ## 自测 下面，或在它前面加上 ## 自测。",
        ),
        (
            "This question stands outside of a quiz.",
            "It would be shown as a plain heading and list that nobody can answer.",
            "Move it below ## Quiz, or put ## Quiz before it.",
        ),
    ),
    "options-without-question": words(
        ("自测里的这些选项上面没有题目。", "不知道在问什么。", "请在选项前面加一行 ### 题目。"),
        (
            "These options of the quiz have no question.",
            "Nobody knows what is asked.",
            "Put a line ### with the question before them.",
        ),
    ),
    "answer-without-question": words(
        ("这一行前面没有题目。", "学员看到的是没头没尾的答案。", "请在它前面加一行 ### 题目，或删去它。"),
        (
            "There is no question above this line.",
            "Learners would see an answer to nothing.",
            "Put a line ### with the question before it, or delete it.",
        ),
    ),
    "scenario-leads-nowhere": words(
        (
            "这个选项指向 #{id}，但这道情景题里没有这个结果。",
            "学员选了以后，不知道会怎样。",
            "请写上 #### 结果 {{#{id}}}，或改正链接。",
        ),
        (
            "This option leads to #{id}, which is no outcome of the scenario.",
            "Whoever chooses it learns nothing.",
            "Write #### Outcome {{#{id}}}, or put the link right.",
        ),
    ),
    "scenario-unreached": words(
        ("怎么选都走不到这个结果。", "写了也没有人看到。", "请让一个选项链接到它，或删去它。"),
        (
            "No choice leads to this outcome.",
            "Nobody would ever come to it.",
            "Let an option link to it, or delete it.",
        ),
    ),
    "question-stem-long": words(
        ("题干超过 {most} 个汉字。", "听题的人听到最后，会忘了开头。", "请把背景写成单独的段落，题干只留问题。"),
        (
            "The question is longer than {most} Han characters.",
            "By its end, listeners have forgotten how it began.",
            "Put the background into a paragraph of its own, and keep the question short.",
        ),
    ),
    "question-giveaway": words(
        ("正确的选项比别的长得多。", "不看内容，挑最长的就能猜对。", "请把选项写得差不多长。"),
        (
            "The right option is much longer than the others.",
            "It can be guessed without being read.",
            "Make the options about equally long.",
        ),
    ),
    "question-all-of-the-above": words(
        (
            "选项里有“以上都对”或“以上都不对”这样的说法。",
            "听题的人要把前面的都记住才能判断，而且容易猜中。",
            "请改成（多选），或写成具体的内容。",
        ),
        (
            "An option is “all of the above” or “none of the above”.",
            "Listeners have to keep everything in mind to judge it, and it is easy to guess.",
            "Let several be chosen, or write out what is meant.",
        ),
    ),
    "question-negative": words(
        (
            "题干里有否定的说法（{word}），但没有加重。",
            "读得快或听得快，会漏掉“不”，正好答反。",
            "请改成肯定的问法，或把它写成 **{word}**。",
        ),
        (
            "The question is asked in the negative (“{word}”) without emphasis.",
            "Whoever reads or hears it quickly misses the word and answers the opposite.",
            "Ask it positively, or write **{word}**.",
        ),
    ),
    "quiz-objective-unknown": words(
        (
            "这课的 objectives 里没有学习目标 {name}。",
            "这道题不算在任何目标里。",
            "请改成 {known}，或在文件开头加上这个目标。",
        ),
        (
            "The lesson's objectives have no {name}.",
            "The question would count for none.",
            "Write {known}, or add the objective at the top of the file.",
        ),
    ),
    "quiz-objective-unasked": words(
        ("学习目标 {name} 没有一道题。", "学员不知道自己学会了没有。", "请给它出一道题，在题后写 目标：{name}。"),
        (
            "No question is for the objective {name}.",
            "Learners cannot tell whether they have reached it.",
            "Ask one, with Objective: {name} below it.",
        ),
    ),
    "prerequisite-unknown": words(
        ("先修课“{name}”不存在。", "学员会被指到空处。", "请写同一门课里另一课的网址名（文件名去掉 .md）。"),
        (
            "There is no lesson “{name}”, which is to be done first.",
            "Learners would be sent to nothing.",
            "Write the slug of another lesson of the course (its file name without .md).",
        ),
    ),
    "prerequisite-circle": words(
        ("先修课绕成了一圈：{circle}。", "按这个顺序，哪一课都不能先学。", "请去掉其中一个先修。"),
        (
            "The lessons to be done first go round in a circle: {circle}.",
            "None of them could ever be begun.",
            "Take one of them away.",
        ),
    ),
    "lesson-minutes": words(
        (
            "文件开头写的是 {stated} 分钟，照每分钟 200 字读，大约要 {needed} 分钟。",
            "学员按写的时间安排，会学不完。",
            "请把 minutes 改成 {needed}，或把课文分成两课。",
        ),
        (
            "The lesson says {stated} minutes; at 200 characters a minute it takes about {needed}.",
            "Learners who plan by it will not finish.",
            "Write minutes: {needed}, or make it two lessons.",
        ),
    ),
}
"""Those that only warn can be let pass by `allow` in front matter."""
