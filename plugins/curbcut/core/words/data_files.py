"""Texts in files for machines (feeds, tables, calendars, the map), by language."""

from __future__ import annotations

DATA_FILES: dict[str, dict[str, str]] = {
    "mark.amended": {"zh": "已修改", "en": "Amended"},
    "mark.repealed": {"zh": "已废止", "en": "Repealed"},
    "mark.expired": {"zh": "已失效", "en": "Expired"},
    "mark.consolidated": {"zh": "已合并", "en": "Consolidated"},
    "marked": {"zh": "【{mark}】{title}", "en": "[{mark}] {title}"},
    "feed_title": {"zh": "{part}｜{site}", "en": "{part} | {site}"},
    "feed_summary": {"zh": "{site}最新发布的内容", "en": "The latest from {site}"},
    "podcast_all": {"zh": "{site}（录音）", "en": "{site} (read aloud)"},
    "podcast_all_summary": {"zh": "{site}发布的内容，全部念给您听。", "en": "Everything from {site}, read aloud."},
    "podcast_title": {"zh": "{part}（录音）｜{site}", "en": "{part} (read aloud) | {site}"},
    "podcast_summary": {"zh": "{site}的“{part}”，念给您听。", "en": "“{part}” from {site}, read aloud."},
    "calendar_title": {"zh": "{site}活动日历", "en": "Events of {site}"},
    "calendar_register_by": {"zh": "报名截止：{date}", "en": "Register by: {date}"},
    "calendar_register_url": {"zh": "报名网址：{url}", "en": "Register online: {url}"},
    "calendar_facilities": {"zh": "无障碍设施：{facilities}", "en": "Accessibility: {facilities}"},
    "calendar_page": {"zh": "详情：{url}", "en": "More: {url}"},
    "map_title": {"zh": "服务地点图", "en": "Map of places"},
    "map_text": {
        "zh": "图上标出 {count} 个地点的位置，编号和服务地点列表里的相同。图上有的，列表里都有。",
        "en": "Positions on this map: {count}. The numbers are those of the list of places, which says all that the map shows.",
    },
    "number": {"zh": "编号", "en": "Number"},
    "latitude": {"zh": "纬度（WGS84）", "en": "Latitude (WGS 84)"},
    "longitude": {"zh": "经度（WGS84）", "en": "Longitude (WGS 84)"},
    "place_name": {"zh": "名称", "en": "Name"},
    "place_page": {"zh": "本站网页", "en": "Page on this site"},
    "register_title": {"zh": "标题", "en": "Title"},
    "register_lang": {"zh": "语言", "en": "Language"},
    "search_for": {"zh": "在{site}里搜索", "en": "Search {site}"},
}
