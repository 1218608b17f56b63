import { createRoot } from 'react-dom/client';
import './page.css';
import { Page } from './page.js';

const root = document.getElementById('page');
if (root) createRoot(root).render(<Page />);
