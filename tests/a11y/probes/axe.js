async (tags) => {
  const found = await axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
  return found.violations.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    target: node.target.flat().join(' '),
    html: node.html.slice(0, 300),
    why: (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? rule.help,
  })))
}
