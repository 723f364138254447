// Offers each chart as a PNG, made here from the SVG that the server draws.
for (const link of document.querySelectorAll('a[data-png]')) {
  link.hidden = false
  link.addEventListener('click', async (event) => {
    event.preventDefault()
    const picture = new Image()
    picture.src = link.href
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = picture.naturalWidth
    canvas.height = picture.naturalHeight
    canvas.getContext('2d').drawImage(picture, 0, 0)
    canvas.toBlob((png) => {
      const saved = document.createElement('a')
      saved.href = URL.createObjectURL(png)
      saved.download = new URL(link.href).pathname.split('/').slice(2).join('-').replace(/svg$/, 'png')
      saved.click()
      URL.revokeObjectURL(saved.href)
    })
  })
}
