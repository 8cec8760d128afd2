"""A small theatre for tests, as YAML: an invented war, with every slot of the format in use."""

SMALL = """\
id: valland
name: War in Valland
countries: [NO]
from: 2011-03
to: "2019"
sources:
  gazette: "Valland Gazette, 'Who is who'"
  atlas: "Atlas of Valland"
camps:
  crown: "The Crown and its allies"
  league: "The League"
  coast: "Coast Republic"
opposed:
  - {camps: [crown, league], from: 2011-04-02, to: 2018, source: atlas}
  - {camps: [crown, coast], from: 2014-05-01, source: atlas}
loaded:
  - {word: usurper, used_by: league, used_of: crown}
  - {word: martyr, used_by: crown}
actors:
  - id: va-army
    name: Army of Valland
    kind: force
    inter: 1
    to: 2018-06-30
    countries: [NO]
    source: gazette
    names:
      en: [Vallish army, {text: AOV, acronym: true}, {text: army, loose: true}]
      ar: [جيش فالاند]
    camps:
      - {camp: crown}
  - id: va-guard
    name: Royal Guard
    kind: force
    inter: 1
    from: 2012
    source: gazette
    names:
      fa: [گارد سلطنتی]
    ties:
      - {relation: part_of, actor: va-army, to: 2016-12-31, source: atlas}
      - {relation: ally_of, actor: coast-militia, from: 2013, to: 2014-04}
  - id: free-company
    name: Free Company
    kind: group
    inter: 2
    from: 2011-04-02
    to: 2014-02-28
    source: atlas
    names:
      en: [Free Company of the North]
      nb: [Frikompaniet]
    camps:
      - {camp: league, from: 2011-04-02, to: 2014-02-28}
  - id: northern-front
    name: Northern Front
    kind: group
    inter: 2
    from: 2014-03-01
    source: atlas
    names:
      en:
        - {text: Northern Front, from: 2015}
        - {text: Front of the North, from: 2014-03-01, to: 2014-12-31, source: gazette}
    ties:
      - {relation: successor_of, actor: free-company}
    camps:
      - {camp: league, from: 2014-03-01, to: 2016-05}
      - {camp: coast, from: 2016-06-01}
  - id: coast-militia
    name: Coast Militia
    kind: group
    inter: 3
    source: gazette
  - id: evening-post
    name: Evening Post
    kind: media
    inter: 7
    source: gazette
"""
