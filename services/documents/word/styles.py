"""The house style: the named styles and the numbering of our base document.

Colours pass 4.5:1 on their ground. Sizes are in half points, spacing in twentieths of a point.
"""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAVY, INK, GREY, RED = "1B365D", "17202E", "4A5462", "9B1C1C"
BAND, RULE, RED_GROUND, BLUE_GROUND = "F1F5FA", "C5CFDC", "FCEBEB", "E8EFF8"
FONT = "Calibri"
STEPS, STEPS_KIND = "ListNumber", 3
"""The style of numbered steps, and the kind of list that each of them counts by."""


def styles(tag: str, sheet_points: int) -> str:
    """The styles part for a language tag ('nl-NL'); `sheet_points` above 0 sets that size with little room between."""
    large, body = sheet_points > 0, 2 * sheet_points or 21
    return f'<w:styles xmlns:w="{W}">{_defaults(tag, body, large)}{_paragraphs(body, large)}{_tables(large)}</w:styles>'


def numbering() -> str:
    """Chapters 1, 1.1 for headings that are numbered; one level of bullets, of steps, and of boxes to tick."""
    levels = (
        _level(0, "decimal", "%1", "", 'w:left="680" w:hanging="680"'),
        _level(1, "decimal", "%1.%2", "", 'w:left="680" w:hanging="680"'),
    )
    bullet = _level(0, "bullet", "•", "ListBullet", 'w:left="357" w:hanging="357"')
    steps = _level(0, "decimal", "%1.", "", 'w:left="357" w:hanging="357"')
    boxes = _level(0, "bullet", "\u2610", "Checklist", 'w:left="454" w:hanging="454"', _BOX)
    several = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return (
        f'<w:numbering xmlns:w="{W}">'
        f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{several}{bullet}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="{STEPS_KIND}">{several}{steps}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="4">{several}{boxes}</w:abstractNum>'
        + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, STEPS_KIND, 4))
        + "</w:numbering>"
    )


_BOX = (
    '<w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/>'
    '<w:sz w:val="26"/></w:rPr>'
)
"""A face that has the box, large enough for a pen."""


def _level(number: int, kind: str, text: str, style: str, indent: str, face: str = "") -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{bound}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind {indent}/></w:pPr>{face}</w:lvl>'
    )


def _defaults(tag: str, body: int, large: bool) -> str:
    after, leading = (40, 240) if large else (100, 259)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
        f'w:cs="{FONT}"/><w:color w:val="{INK}"/><w:sz w:val="{body}"/><w:szCs w:val="{body}"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'<w:widowControl/><w:spacing w:after="{after}" w:line="{leading}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _paragraphs(body: int, large: bool) -> str:
    table, title, chapter = (body, 36, body + 2) if large else (18, 48, 30)
    before = 130 if large else 320
    return "".join(
        (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "<w:qFormat/></w:style>",
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
            _style("Title", "Title", f"<w:keepNext/>{_space(0, 20)}", _type(NAVY, title, bold=True)),
            _style("Subtitle", "Subtitle", f"<w:keepNext/>{_space(0, 80 if large else 160)}", _type(GREY, body)),
            _style(
                "Heading1",
                "heading 1",
                f'<w:keepNext/><w:keepLines/>{_space(before, 40 if large else 100)}<w:outlineLvl w:val="0"/>',
                _type(NAVY, chapter, bold=True),
            ),
            _style(
                "Heading2",
                "heading 2",
                f'<w:keepNext/><w:keepLines/>{_space(220, 80)}<w:outlineLvl w:val="1"/>',
                _type(NAVY, 23, bold=True),
            ),
            _style("TOCHeading", "TOC Heading", f"<w:keepNext/>{_space(before, 60)}", _type(NAVY, chapter, bold=True)),
            _style("TOC1", "toc 1", f'<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>{_space(0, 20)}', ""),
            _style("Caption", "caption", f"<w:keepNext/>{_space(120, 60)}", _type(GREY, 18)),
            _style("ListBullet", "List Bullet", f"{_in_list(2)}{_space(0, 30 if large else 60)}", ""),
            _style(STEPS, "List Number", f"{_in_list(STEPS_KIND)}{_space(0, 30 if large else 60)}", ""),
            _style("Checklist", "Checklist", f"{_in_list(4)}{_space(0, 60 if large else 100)}", "", custom=True),
            _style("Quiet", "Quiet", _space(100, 100), _type(GREY, body - 2), custom=True),
            _callout("CalloutDanger", "Callout Danger", RED, RED_GROUND, around=RED),
            _callout("CalloutNote", "Callout Note", NAVY, BLUE_GROUND, around=BLUE_GROUND),
            _style("TableText", "Table Text", f"{_space(0, 20)}", _type(INK, table), custom=True),
            _style(
                "TableHead", "Table Head", f"<w:keepNext/>{_space(0, 0)}", _type("FFFFFF", table - 1, True), custom=True
            ),
            _style("TableKey", "Table Key", _space(0, 20), _type(NAVY, table, True), custom=True),
            _style("FormLabel", "Form Label", _tight(), _type(NAVY, table, True), custom=True),
            _style("FormText", "Form Text", _tight(), _type(INK, table + 1), custom=True),
            _style("Marking", "Marking", f'{_space(0, 40)}<w:jc w:val="center"/>', _type(RED, 18, True), custom=True),
            _style("Header", "header", _space(0, 0), _type(GREY, 16)),
            _style("Footer", "footer", _space(0, 0), _type(GREY, 16)),
            '<w:style w:type="character" w:customStyle="1" w:styleId="Warning"><w:name w:val="Warning"/>'
            f"<w:rPr><w:b/><w:bCs/>{_colour(RED)}</w:rPr></w:style>",
            '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
            "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>",
            '<w:style w:type="character" w:customStyle="1" w:styleId="QuietText"><w:name w:val="Quiet Text"/>'
            f"<w:rPr>{_colour(GREY)}</w:rPr></w:style>",
            '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
            f"<w:rPr>{_colour(GREY)}</w:rPr></w:style>",
        )
    )


def _style(key: str, name: str, paragraph: str, run: str, custom: bool = False) -> str:
    own = ' w:customStyle="1"' if custom else ""
    followed = "" if key.startswith(("Table", "List", "TOC1")) else '<w:next w:val="Normal"/>'
    formats = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{followed}<w:qFormat/>{formats}</w:style>"
    )


def _callout(key: str, name: str, colour: str, ground: str, around: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{around}"/>' for side in ("bottom", "right")
    )
    border = (
        f'<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="{around}"/>'
        f'<w:left w:val="single" w:sz="36" w:space="8" w:color="{colour}"/>{sides}</w:pBdr>'
    )
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    layout = f'<w:keepLines/>{border}{shade}<w:spacing w:before="0" w:after="0"/><w:ind w:left="227" w:right="113"/>'
    return _style(key, name, layout, "", custom=True)


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _tight() -> str:
    return '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'


def _in_list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _type(colour: str, size: int, bold: bool = False) -> str:
    return f'{"<w:b/><w:bCs/>" if bold else ""}{_colour(colour)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _tables(large: bool) -> str:
    above, below = (20, 10) if large else (40, 30)
    edge = f'w:val="single" w:sz="8" w:space="0" w:color="{NAVY}"'
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    borders = f"<w:tblBorders><w:top {edge}/><w:bottom {edge}/><w:insideH {rule}/></w:tblBorders>"
    margins = (
        f'<w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="75" w:type="dxa"/>'
        f'<w:bottom w:w="{below}" w:type="dxa"/><w:right w:w="75" w:type="dxa"/></w:tblCellMar>'
    )
    head = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/></w:tcPr>'
    band = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{BAND}"/></w:tcPr>'
    normal = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    start = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="{0}"><w:name w:val="{1}"/>'
        '<w:basedOn w:val="TableNormal"/>'
    )
    plan = (
        start.format("PlanTable", "Plan Table")
        + f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/>{borders}{margins}</w:tblPr>'
        + f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>{head}</w:tblStylePr>'
        + f'<w:tblStylePr w:type="band2Horz">{band}</w:tblStylePr></w:style>'
    )
    facts = (
        start.format("KeyValues", "Key Values")
        + f"<w:tblPr>{borders}{margins}</w:tblPr>"
        + f'<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr>{band}</w:tblStylePr></w:style>'
    )
    form = facts.replace("KeyValues", "FormTable").replace("Key Values", "Form Table")
    form = form.replace(f'w:w="{above}"', 'w:w="24"').replace(f'w:w="{below}"', 'w:w="18"')
    return normal + plan + facts + form
