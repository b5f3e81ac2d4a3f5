// Opens a notebook in a real page of Jupyter and does what a reader does: runs it cell by cell, looks at figures and formulas,
// interrupts an endless cell, restarts the kernel. Usage: node page.js NOTEBOOK [PICTURE OF THE PAGE]
// It wants jupyter-notebook, a kernel 'gradus' that it knows, and chromium; no request may leave this machine.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';

const patience = 120_000;
const [notebook, picture] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'gradus-page-'));
copyFileSync(notebook, join(folder, basename(notebook)));

const port = await freePort();
const server = await startJupyter(port);
const known = await (await fetch(`http://127.0.0.1:${port}/api/kernelspecs`)).json();
if (!known.kernelspecs.gradus) {
  await stop(server);
  throw new Error('Jupyter knows no kernel named gradus: run gradus-jupyter install');
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // Whatever the browser wants for itself finds no other machine either.
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
try {
  const requests = new Set();
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.setDefaultTimeout(patience);
  page.on('request', request => requests.add(new URL(request.url())));
  page.on('websocket', socket => requests.add(new URL(socket.url())));
  await page.goto(`http://127.0.0.1:${port}/notebooks/${basename(notebook)}`);
  await kernelIsReady(page);

  await step('every cell runs', () => runEveryCell(page));
  await step('figures are seen', () => seeFigures(page));
  await step('formulas are seen', () => seeFormulas(page));
  if (picture) await photograph(page, picture);
  await step('an endless cell is interrupted', () => interrupt(page));
  await step('variables outlive the interruption', async () =>
    assert.equal(await run(page, 'points'), '30'));
  await step('names are completed', () => complete(page));
  await step('the kernel restarts, and has forgotten', () => restart(page));
  await step('no request left this machine', () => {
    const inside = ['data:', 'blob:', 'about:'];
    const others = [...requests].filter(url => !inside.includes(url.protocol) && url.hostname !== '127.0.0.1');
    assert.ok(requests.size > 20, `only ${requests.size} requests were seen`);
    assert.deepEqual(others.map(String), []);
  });
} catch (failure) {
  console.error(`Jupyter said:\n${server.log}`);
  throw failure;
} finally {
  await browser.close();
  await stop(server);
  rmSync(folder, { recursive: true, force: true });
}

async function step(name, check) {
  const began = Date.now();
  await check();
  console.log(`ok  ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

// From the first cell to the last with the keys that a reader presses.
async function runEveryCell(page) {
  await page.evaluate(() => {
    Jupyter.notebook.clear_all_output();
    Jupyter.notebook.select(0);
    Jupyter.notebook.focus_cell();
  });
  assert.equal(await page.locator('.output_png img').count(), 0);
  const count = await page.evaluate(() => Jupyter.notebook.ncells());
  for (let index = 0; index < count; index++) {
    await page.keyboard.press('Shift+Enter');
    await finished(page, index);
    const failure = await page.evaluate(index => Jupyter.notebook.get_cell(index).output_area?.outputs
      .find(output => output.output_type === 'error')?.evalue, index);
    assert.equal(failure, undefined, `cell ${index} failed: ${failure}`);
  }
  await page.locator('#kernel_indicator_icon.kernel_idle_icon').waitFor();
}

// As many as were committed, each loaded and of more than one color.
async function seeFigures(page) {
  const expected = JSON.parse(readFileSync(notebook, 'utf8')).cells
    .flatMap(cell => cell.outputs ?? []).filter(output => output.data?.['image/png']).length;
  const figures = page.locator('.output_png img');
  assert.equal(await figures.count(), expected);
  assert.ok(expected > 5, 'the notebook has figures');
  const colors = await figures.evaluateAll(images => images.map(image => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
  }));
  for (const [index, seen] of colors.entries()) assert.ok(seen > 20, `figure ${index} has ${seen} colors`);
  assert.ok(await page.locator('.output_html table').count() >= 3, 'tables are shown');
}

async function seeFormulas(page) {
  await page.waitForFunction(() => window.MathJax?.Hub.queue.pending === 0 && !MathJax.Hub.queue.running);
  const formulas = page.locator('.text_cell_render .MathJax_Display .math, .text_cell_render .MathJax_SVG_Display svg');
  assert.ok(await formulas.count() >= 6, `only ${await formulas.count()} formulas stand on lines of their own`);
  const sizes = await formulas.evaluateAll(elements => elements.map(element => element.getBoundingClientRect().height));
  assert.ok(sizes.every(height => height > 8), `formulas have heights ${sizes}`);
  assert.equal(await page.locator('.MathJax_Error, .merror').count(), 0);
  const text = await page.locator('#notebook-container').innerText();
  assert.ok(!text.includes('\\frac'), 'no formula is left as it was typed');
}

async function interrupt(page) {
  const index = await begin(page, 'var turns = 0L;\nwhile (true) turns++;');
  await page.locator('.cell').nth(index).locator('.input_prompt', { hasText: '*' }).waitFor();
  await new Promise(done => setTimeout(done, 500));
  const began = Date.now();
  await page.locator('button[data-jupyter-action="jupyter-notebook:interrupt-kernel"]').click();
  await finished(page, index);
  const took = Date.now() - began;
  const failure = page.locator('.cell').nth(index).locator('.output_error');
  await failure.waitFor();
  assert.match(await failure.innerText(), /Interrupted[^]*line 2/);
  assert.ok(took < 5_000, `it took ${took} ms`);
}

async function complete(page) {
  await begin(page, 'Tensor.Linsp', { runs: false });
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => Jupyter.notebook.get_selected_cell().get_text().includes('Tensor.Linspace')
    || document.querySelector('#complete')?.textContent.includes('Linspace'));
  await page.keyboard.press('Escape');
  await page.evaluate(() => Jupyter.notebook.delete_cells([Jupyter.notebook.get_selected_index()]));
}

async function restart(page) {
  await page.locator('button[data-jupyter-action="jupyter-notebook:confirm-restart-kernel"]').click();
  await page.locator('.modal-dialog .btn-danger').click();
  await page.locator('.modal-dialog').waitFor({ state: 'hidden' });
  await kernelIsReady(page);
  assert.match(await run(page, 'points'), /does not exist/);
  assert.equal(await run(page, 'Tensor.Ones([2]).Sum().Item()'), '2');
}

/** Appends a cell, runs it, and returns the text of its output. */
async function run(page, code) {
  const index = await begin(page, code);
  const output = page.locator('.cell').nth(index).locator('.output_area .output_subarea').first();
  await output.waitFor();
  return (await output.innerText()).trim();
}

async function begin(page, code, { runs = true } = {}) {
  const index = await page.evaluate(code => {
    Jupyter.notebook.insert_cell_at_bottom('code').set_text(code);
    const index = Jupyter.notebook.ncells() - 1;
    Jupyter.notebook.select(index);
    Jupyter.notebook.scroll_to_cell(index);
    return index;
  }, code);
  if (runs) await page.evaluate(index => Jupyter.notebook.execute_cells([index]), index);
  else await page.evaluate(() => Jupyter.notebook.edit_mode());
  return index;
}

async function finished(page, index) {
  await page.waitForFunction(index => {
    const cell = Jupyter.notebook.get_cell(index);
    return cell.cell_type !== 'code' || cell.get_text() === '' || typeof cell.input_prompt_number === 'number';
  }, index, { polling: 20 });
}

async function kernelIsReady(page) {
  await page.waitForFunction(() => {
    const kernel = window.Jupyter?.notebook?.kernel;
    return kernel?.is_connected() && kernel.info_reply.status === 'ok';
  });
  await page.locator('#kernel_indicator_icon.kernel_idle_icon').waitFor();
}

async function photograph(page, path) {
  const height = await page.evaluate(() => document.querySelector('#notebook-container').scrollHeight + 200);
  await page.setViewportSize({ width: 1200, height });
  await page.screenshot({ path });
  await page.setViewportSize({ width: 1200, height: 900 });
}

async function startJupyter(port) {
  // Debian's Jupyter runs on Debian's Python, whatever else the path holds.
  const server = spawn('/usr/bin/python3', ['-m', 'notebook', '--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`,
    '--port-retries=0', `--notebook-dir=${folder}`, '--NotebookApp.token=', '--NotebookApp.password='],
  { stdio: ['ignore', 'ignore', 'pipe'] });
  server.log = '';
  server.stderr.on('data', text => { server.log += text; });
  for (const end = Date.now() + patience; Date.now() < end && server.exitCode === null;) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/api/status`)).ok) return server;
    } catch {
      await new Promise(done => setTimeout(done, 100));
    }
  }
  server.kill();
  throw new Error(`Jupyter did not start: ${server.log}`);
}

async function stop(server) {
  const gone = new Promise(done => server.once('exit', done));
  // It ends its kernels, then itself.
  server.kill('SIGTERM');
  await gone;
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
