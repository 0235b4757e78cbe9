"""The theme part that a Word file is expected to have: our colours and font, nothing else."""

from services.documents.word.styles import FONT, GREY, INK, NAVY, RED

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": NAVY,
    "lt2": "F1F5FA",
    "accent1": NAVY,
    "accent2": RED,
    "accent3": GREY,
    "accent4": "2F6FB0",
    "accent5": "3B7A57",
    "accent6": "7A3E00",
    "hlink": NAVY,
    "folHlink": GREY,
}


def theme(heading_face: str = FONT, text_face: str = FONT) -> str:
    """The theme as XML."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    major, minor = (
        f'<a:latin typeface="{face or FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
        for face in (heading_face, text_face)
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    stroke = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{A}" name="Plan"><a:themeElements><a:clrScheme name="Plan">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Plan"><a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Plan"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{stroke * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
