"""Sentences of findings about tables that are taken from CSV files."""

from __future__ import annotations

from curbcut.core.words import Words, words

_EDITOR = (
    "用表格软件另存为“CSV UTF-8（逗号分隔）”。",
    "Save it from the spreadsheet as “CSV UTF-8 (comma delimited)”.",
)

TABLES: dict[str, Words] = {
    "table-directive": words(
        ("这一行像是要放一张表，但写法不对。", "照现在这样，读者看到的是这行代码，不是表格。", "顶格写：!table 文件.csv 表：标题（要选列就加 columns=编号,单位）。"),
        ("This line seems to ask for a table, but is not written so.", "Readers would see the code instead of the table.", "Begin at the margin: !table FILE.csv Table: its title (and columns=a,b to choose columns)."),
    ),
    "table-crowded": words(
        ("!table 这一行紧挨着别的文字。", "表格会和旁边的段落、列表混在一起。", "在它上面和下面各空一行。"),
        ("The !table line stands right beside other text.", "The table would run into the paragraph or list beside it.", "Leave an empty line above and below it."),
    ),
    "table-file-elsewhere": words(
        ("表格文件“{text}”在别的网站上。", "别处的文件随时会变，也不能离线使用。", "把文件下载到本站，和这篇文章放在一起。"),
        ("The table “{text}” stands on another site.", "It could change at any time and would be missing offline.", "Download it into this site and put it beside this text."),
    ),
    "table-file-outside": words(
        ("“{text}”不是本站里的 .csv 文件。", "表格只能取自本站文件夹里的 CSV 文件。", "写从本文所在文件夹算起的路径，如 rates.csv 或 ../data/rates.csv。"),
        ("“{text}” is no .csv file of this site.", "Tables are taken only from CSV files in the site's folders.", "Write the path from this text's folder, such as rates.csv or ../data/rates.csv."),
    ),
    "table-file-reserved": words(
        ("表格文件“{text}”的名字在 Windows 上不能用。", "拷到别的电脑上会丢。", "给文件换个名字。"),
        ("The name “{text}” cannot be used on Windows.", "The file would be lost on other computers.", "Rename the file."),
    ),
    "table-file-missing": words(
        ("找不到表格文件“{target}”。", "读者会少看一张表。", "请放入文件，或改正路径（大小写也要一样）。"),
        ("The table “{target}” does not exist.", "Readers would miss a table.", "Add the file, or correct the path (capitals count)."),
    ),
    "table-column-missing": words(
        ("“{file}”里没有“{name}”这一列。", "要显示的内容会缺一列。", "改成文件里有的列名：{columns}。"),
        ("“{file}” has no column “{name}”.", "A column would be missing.", "Use a name that the file has: {columns}."),
    ),
    "csv-quotes": words(
        ("从这一行起，双引号不成对。", "后面的内容会挤进同一格。", '补上或删去多出来的引号；内容里的引号要写两个（""）。'),
        ("From this line on the quotation marks do not pair.", "What follows would run into one cell.", 'Add or remove the odd one; a quotation mark inside a cell is written twice ("").'),
    ),
    "csv-empty": words(
        ("这个表格没有内容：第一行是列名，下面至少要有一行。", "读者会看到一张空表。", "填上内容，或删去文章里的 !table 那一行。"),
        ("This table is empty: the first line names the columns, and at least one row must follow.", "Readers would see an empty table.", "Fill it in, or remove the !table line from the text."),
    ),
    "csv-separator": words(
        ("这个文件用“{sign}”分列，不是英文逗号。", "整行会挤在一格里。", _EDITOR[0]),
        ("The columns of this file are parted by “{sign}”, not by commas.", "Each line would be one cell.", _EDITOR[1]),
    ),
    "csv-header-empty": words(
        ("第 {number} 列没有列名。", "读屏软件靠列名说出每个格子是什么。", "在第一行填上列名；多余的空列请删去。"),
        ("Column {number} has no name.", "Screen readers say by it what each cell is.", "Name it in the first line, or delete the empty column."),
    ),
    "csv-header-twice": words(
        ("第 {number} 列和第 {first} 列都叫“{name}”。", "听的人分不清是哪一列。", "给其中一列换个名字。"),
        ("Columns {first} and {number} are both called “{name}”.", "Listeners could not tell them apart.", "Rename one of them."),
    ),
    "csv-cells": words(
        ("这一行有 {count} 格，表头有 {wanted} 列。", "格子会错位，数字会对到别的列上。", "补上缺的格子（可以留空），或删去多的；内容里有逗号的要加英文双引号。"),
        ("This row has {count} cells, the head has {wanted}.", "Cells would slip, and numbers would stand under the wrong head.", "Add the missing cells (they may be empty) or remove the surplus; put a cell with a comma in double quotes."),
    ),
    "csv-long": words(
        ("这个表有 {count} 行，最多 {limit} 行。", "这么长的表没有人读得完，也印不出来。", "分成几张表，或把文件作为附件。"),
        ("This table has {count} rows; {limit} are allowed.", "Nobody can read a table that long on a page, nor print it.", "Split it, or offer the file as an attachment."),
    ),
}  # fmt: skip
"""Finding id → what, why and fix."""
