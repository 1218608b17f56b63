import { listIn } from '../../json.js';
import type { ShownView } from '../../screen/screen.js';
import { Blocks } from '../blocks/block.js';
import { useEntries } from '../blocks/entries.js';
import { SurfaceOf } from '../blocks/surface.js';
import './views.css';

export function HomeView({ view }: { view: ShownView }) {
  const entries = useEntries({ view: view.id }, view.state, view.hash);
  return (
    <div className="home-view">
      <SurfaceOf entries={entries} errors={view.errors}>
        <Blocks blocks={listIn(view.content.blocks)} />
      </SurfaceOf>
    </div>
  );
}
