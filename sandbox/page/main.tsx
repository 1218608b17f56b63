import { createRoot } from 'react-dom/client';
import './page.css';
import { Page } from './page.js';
import { TroubleBoundary } from './trouble-boundary.js';

const root = document.getElementById('page');
if (root)
  createRoot(root).render(
    <TroubleBoundary>
      <Page />
    </TroubleBoundary>,
  );
